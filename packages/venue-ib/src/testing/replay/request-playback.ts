/** A recording that answers questions in any order. @module */
import { inbound, outbound } from './message-schema.ts';
import type { RecordedFrame, WireRecording } from './wire-recording.ts';

/** Answers of questions without a request id, by the kind of the question. */
const answersWithoutId: Readonly<Record<string, readonly string[]>> = {
  '71': ['15', '9'],
  '5': ['5', '3', '53'],
  '16': ['5', '3', '53'],
  '61': ['61', '62'],
  '6': ['6', '7', '8', '54'],
  '91': ['93'],
  '99': ['101', '102'],
};

/** What ends such an answer. */
const ends = new Set(['53', '62', '54', '93', '102', '9']);

/** Which answer is given where the recording has several to the same question. */
export type PlaybackChoice = 'in-turn' | 'richest';

/** Questions that only end others. */
const cancels = new Set(['2', '11', '25', '63', '93', '98']);

/** Gives each question what the same question got; the request id may differ. For reading, without time. */
export class RequestPlayback {
  readonly #frames: readonly RecordedFrame[];
  readonly #choice: PlaybackChoice;
  readonly #given = new Set<number>();

  constructor({ frames }: WireRecording, choice: PlaybackChoice) {
    this.#frames = frames;
    this.#choice = choice;
  }

  /** The frames that answer; an error frame when the recording holds no answer, nothing where none is due. */
  answer(asked: readonly string[]): readonly RecordedFrame[] {
    const [kind = ''] = asked;
    const schema = outbound[kind];
    if (schema === undefined || cancels.has(kind)) return [];
    const place = this.#find(asked, schema.reqId);
    if (schema.reqId === undefined) return place < 0 ? [] : this.#withoutId(kind, place);
    const reqId = asked[schema.reqId] ?? '';
    if (place < 0) return [noSuchQuestion(reqId)];
    const recorded = this.#frames[place]?.fields[schema.reqId] ?? '';
    return this.#withId(recorded, reqId, place);
  }

  /** The same question; the same contract asked in another way is the next best, for bars of the same size. */
  #find(asked: readonly string[], reqIdAt: number | undefined): number {
    const equals = (frame: RecordedFrame, upTo: number): boolean =>
      frame.way === 'out' &&
      frame.fields
        .slice(0, upTo)
        .every((field, index) => index === reqIdAt || field === asked[index]);
    // Who asks does not change what a TWS says first.
    const whole = asked[0] === '71' ? 1 : Number.POSITIVE_INFINITY;
    const same = this.#places((frame) => equals(frame, Math.min(whole, frame.fields.length)));
    if (same.length > 0 || reqIdAt === undefined) return this.#choose(same, reqIdAt);
    const isAlike = (frame: RecordedFrame): boolean =>
      equals(frame, reqIdAt + 2) && (asked[0] !== '20' || frame.fields[16] === asked[16]);
    return this.#choose(this.#places(isAlike), reqIdAt);
  }

  /** In turn: the first that was not given yet. Richest: the one with the most answers. */
  #choose(places: readonly number[], reqIdAt: number | undefined): number {
    const [first = -1] = places;
    if (this.#choice === 'in-turn') {
      const place = places.find((one) => !this.#given.has(one)) ?? places.at(-1) ?? -1;
      this.#given.add(place);
      return place;
    }
    if (reqIdAt === undefined) return first;
    const count = (place: number): number =>
      this.#withId(this.#frames[place]?.fields[reqIdAt] ?? '', '', place).length;
    return places.reduce((best, place) => (count(place) > count(best) ? place : best), first);
  }

  #places(matches: (frame: RecordedFrame) => boolean): readonly number[] {
    return this.#frames.flatMap((frame, place) => (matches(frame) ? [place] : []));
  }

  #withId(recorded: string, reqId: string, from: number): readonly RecordedFrame[] {
    return this.#frames.slice(from).flatMap((frame) => {
      const at = frame.way === 'in' ? inbound[frame.fields[0] ?? '']?.reqId : undefined;
      return at === undefined || frame.fields[at] !== recorded
        ? []
        : [{ ...frame, fields: frame.fields.with(at, reqId) }];
    });
  }

  #withoutId(kind: string, from: number): readonly RecordedFrame[] {
    const wanted = answersWithoutId[kind] ?? [];
    const answers: RecordedFrame[] = [];
    for (const frame of this.#frames.slice(from)) {
      const [name = ''] = frame.fields;
      if (frame.way === 'out' || !wanted.includes(name)) continue;
      answers.push(frame);
      if (ends.has(name)) return answers;
    }
    return answers;
  }
}

function noSuchQuestion(reqId: string): RecordedFrame {
  const fields = ['4', '2', reqId, '321', 'The recording holds no such question.', ''];
  return { at: 0, way: 'in', fields };
}
