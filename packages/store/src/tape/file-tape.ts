/** The tape of a session: every input, one line each. @module */
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalJson, type Clock, type Tape } from '@tradewright/core';

const bufferedLines = 256;

/** Appends `{ v, seq, time, topic, body }` in canonical JSON. Buffered: it is a record for replays, not the truth. */
export class FileTape implements Tape {
  readonly #path: string;
  readonly #clock: Clock;
  #seq = 0;
  #buffer: string[] = [];

  /** Starts a new tape; its folder is made. */
  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
    mkdirSync(dirname(path), { recursive: true });
  }

  record(topic: string, body: unknown): void {
    this.#seq += 1;
    this.#buffer.push(
      `${canonicalJson({ v: 1, seq: this.#seq, time: this.#clock.now(), topic, body })}\n`,
    );
    if (this.#buffer.length >= bufferedLines) this.flush();
  }

  /** Writes out what is buffered. */
  flush(): void {
    if (this.#buffer.length === 0) return;
    appendFileSync(this.#path, this.#buffer.join(''));
    this.#buffer = [];
  }
}
