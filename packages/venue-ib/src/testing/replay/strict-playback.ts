/** A recording that is lived through again, step by step. @module */
import { schemaOf } from './sanitise-recording.ts';
import type { RecordedFrame, WireRecording } from './wire-recording.ts';

/**
 * Serves frames in their order: an answer waits until the client has asked what it asked then, and
 * until the market's time has come. The client's own texts (order references) may differ from the
 * recorded ones; they are exchanged in the answers.
 */
export class StrictPlayback {
  readonly #frames: readonly RecordedFrame[];
  readonly #start: number;
  readonly #said: (readonly string[])[] = [];
  readonly #texts = new Map<string, string>();
  #next: number;

  constructor({ header, frames }: WireRecording) {
    this.#frames = frames;
    this.#start = header.start;
    // The greeting is the server's business.
    this.#next = 1;
  }

  /** The client said something. */
  take(fields: readonly string[]): void {
    this.#said.push(fields);
  }

  /** What TWS says by `now`, in order. */
  release(now: number): readonly (readonly string[])[] {
    const released: (readonly string[])[] = [];
    for (
      let frame = this.#frames[this.#next];
      frame !== undefined;
      frame = this.#frames[this.#next]
    ) {
      if (frame.way === 'in') {
        if (frame.at > now - this.#start) break;
        released.push(frame.fields.map((field) => this.#texts.get(field) ?? field));
      } else if (!this.#match(frame)) break;
      this.#next += 1;
    }
    return released;
  }

  /** How the client's questions differ from the recorded ones by `now`; `undefined` when they do not. */
  difference(now: number): string | undefined {
    const frame = this.#frames[this.#next];
    const said = this.#said[0];
    if (said !== undefined)
      return `the client said ${shown(said)}, the recording has ${frame === undefined ? 'nothing more' : shown(frame.fields)}`;
    return frame?.way === 'out' && frame.at < now - this.#start
      ? `the client did not say ${shown(frame.fields)}`
      : undefined;
  }

  #match(frame: RecordedFrame): boolean {
    const own = new Set(schemaOf(frame)?.own);
    const place = this.#said.findIndex(
      (said) =>
        said.length === frame.fields.length &&
        said.every((field, index) => field === frame.fields[index] || own.has(index)),
    );
    const [said] = place < 0 ? [] : this.#said.splice(place, 1);
    if (said === undefined) return false;
    for (const index of own) this.#texts.set(frame.fields[index] ?? '', said[index] ?? '');
    this.#texts.delete('');
    return true;
  }
}

function shown(fields: readonly string[]): string {
  return `[${fields.slice(0, 12).join(' ')}]`;
}
