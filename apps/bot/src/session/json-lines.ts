/** A file of lines that only grows. @module */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Opened with its first line, so that nothing to say leaves no file. */
export class JsonLines {
  readonly #path: string;
  #file: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @param line - Without its end. */
  write(line: string): void {
    if (this.#file === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true });
      this.#file = openSync(this.#path, 'a');
    }
    writeSync(this.#file, `${line}\n`);
  }

  /** Harmless when nothing was written. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
