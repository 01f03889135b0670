/** A recording without anything that names a person, an account or a machine. @module */
import { inbound, outbound, type MessageSchema } from './message-schema.ts';
import type { RecordedFrame, WireRecording } from './wire-recording.ts';

const accountLike = /\b(?:DU|DF|F|U|I)\d{5,9}\b/g;
const addressLike = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const mailLike = /[\w.+-]+@[\w-]+\.[\w.]+/g;

/** What stands for the first account of a recording; the next ones count up. */
const firstAccount = 9_000_001;

/**
 * Keeps the kinds of messages that the schema lists and drops the rest. Accounts, permanent ids and
 * execution ids are replaced by numbers of their own, the same one for the same id everywhere.
 */
export function sanitiseRecording(recording: WireRecording): WireRecording {
  const names = new Names();
  const frames = recording.frames.flatMap((frame, index) => {
    // The first frame is the greeting: version and time, without a kind.
    if (index === 0) return [frame];
    const schema = schemaOf(frame);
    return schema === undefined ? [] : [{ ...frame, fields: cleaned(frame.fields, schema, names) }];
  });
  const dropped = recording.header.dropped + recording.frames.length - frames.length;
  return { header: { ...recording.header, dropped }, frames };
}

/** What a recording holds although it may not; empty for a clean one. */
export function findPrivate({ frames }: WireRecording): readonly string[] {
  return frames.flatMap((frame, index) => {
    const place = `frame ${index + 1}`;
    if (index > 0 && schemaOf(frame) === undefined)
      return [`${place}: kind ${frame.fields[0] ?? ''} is not on the list`];
    const text = frame.fields.join(' ');
    const accounts = [...text.matchAll(accountLike)].filter(
      ([found]) => !/^DU90\d{5}$/.test(found),
    );
    const addresses = [...text.matchAll(addressLike)];
    const mails = [...text.matchAll(mailLike)].filter(
      ([found]) => !/@(?:IDEALPRO|SMART)/.test(found),
    );
    return [...accounts, ...addresses, ...mails].map(([found]) => `${place}: ${found}`);
  });
}

/** The schema of a frame; `undefined` for a kind that may not be recorded. */
export function schemaOf({ way, fields }: RecordedFrame): MessageSchema | undefined {
  return (way === 'in' ? inbound : outbound)[fields[0] ?? ''];
}

function cleaned(
  fields: readonly string[],
  schema: MessageSchema,
  names: Names,
): readonly string[] {
  const places = (list: readonly number[] = []): ReadonlySet<number> => new Set(list);
  const account = places(schema.account);
  const permanent = places(schema.permanent);
  const execution = places(schema.execution);
  const prose = places(schema.prose);
  return fields.map((field, index) => {
    if (field === '' || index === 0) return field;
    if (account.has(index)) return names.accounts(field);
    if (permanent.has(index)) return names.permanent(field);
    if (execution.has(index)) return names.execution(field);
    const safe = prose.has(index) ? names.prose(field) : field;
    return safe.replaceAll(accountLike, (found) => names.accounts(found));
  });
}

/** The same name for the same id, throughout a recording. */
class Names {
  readonly #accounts = new Map<string, string>();
  readonly #permanent = new Map<string, string>();
  readonly #executions = new Map<string, string>();

  /** A list of accounts, each replaced. */
  accounts(list: string): string {
    const one = (id: string): string =>
      id === '' ? '' : nameOf(this.#accounts, id, (count) => `DU${firstAccount + count}`);
    return list.split(',').map(one).join(',');
  }

  permanent(id: string): string {
    return id === '0' ? id : nameOf(this.#permanent, id, (count) => String(700_000_001 + count));
  }

  /** The root is replaced, the revision kept: `.02` corrects `.01`. */
  execution(id: string): string {
    const cut = id.lastIndexOf('.');
    const root = cut < 0 ? id : id.slice(0, cut);
    const name = nameOf(this.#executions, root, (count) => `0000e000.${count + 1}`);
    return cut < 0 ? name : `${name}${id.slice(cut)}`;
  }

  prose(text: string): string {
    return text.replaceAll(mailLike, 'mail').replaceAll(addressLike, 'address');
  }
}

function nameOf(known: Map<string, string>, id: string, make: (count: number) => string): string {
  const name = known.get(id) ?? make(known.size);
  known.set(id, name);
  return name;
}
