/** What happened, for people and graphs: one JSON line each. @module */
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const rotateBytes = 16 * 1024 * 1024;
const batchLines = 64;

/** Appends and rotates; it never throws into the path it watches. */
export class TelemetryLog {
  readonly #path: string;
  #waiting: string[] = [];
  #lost = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** @param record - JSON-safe data without secrets. */
  write(record: Readonly<Record<string, unknown>>): void {
    this.#waiting.push(`${JSON.stringify(record)}\n`);
    if (this.#waiting.length >= batchLines) this.flush();
  }

  flush(): void {
    const lines = this.#waiting;
    this.#waiting = [];
    if (lines.length === 0) return;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      if (existsSync(this.#path) && statSync(this.#path).size > rotateBytes)
        renameSync(this.#path, `${this.#path}.1`);
      appendFileSync(this.#path, lines.join(''));
    } catch {
      this.#lost += lines.length;
    }
  }

  /** Lines that could not be written. */
  get lost(): number {
    return this.#lost;
  }
}
