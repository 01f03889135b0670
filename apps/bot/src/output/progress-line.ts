/** Progress for a session that takes a while. @module */

/** Where progress goes: one line that renews itself on a terminal, a line every few seconds elsewhere. */
export type ProgressSink = {
  readonly isTTY: boolean;
  readonly write: (text: string) => void;
  readonly now: () => number;
};

const terminalMs = 100;
const plainMs = 5_000;

/** Rate-limited: it can be told of every event. */
export class ProgressLine {
  readonly #sink: ProgressSink;
  #last: number;
  #shown = false;

  constructor(sink: ProgressSink) {
    this.#sink = sink;
    this.#last = sink.now();
  }

  /** @param text - Made only when it is shown. */
  update(text: () => string): void {
    const now = this.#sink.now();
    if (now - this.#last < (this.#sink.isTTY ? terminalMs : plainMs)) return;
    this.#last = now;
    this.#shown = true;
    this.#sink.write(this.#sink.isTTY ? `\r\u001B[2K${text()}` : `${text()}\n`);
  }

  /** Takes the line away again. */
  clear(): void {
    if (this.#shown && this.#sink.isTTY) this.#sink.write('\r\u001B[2K');
  }
}
