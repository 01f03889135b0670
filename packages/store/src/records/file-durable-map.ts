/** Small durable facts in a file. @module */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { TradewrightError, type DurableMap } from '@tradewright/core';

type Line = readonly [key: string, value: string | null];

/** An append-only file of `[key, value]` lines; the newest line of a key holds, `null` deletes. A torn last line is ignored. */
export class FileDurableMap implements DurableMap {
  readonly #path: string;
  readonly #values = new Map<string, string>();
  readonly #sync: boolean;
  #file: number;
  #lines = 0;

  /** @param sync - False leaves the moment of writing to the system: for what can be made again. @throws TradewrightError `STORE_CORRUPT`, `STORE_UNWRITABLE` */
  constructor(path: string, sync = true) {
    this.#path = path;
    this.#sync = sync;
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#load();
      this.#file = openSync(path, 'a');
    } catch (cause) {
      if (TradewrightError.is(cause)) throw cause;
      throw new TradewrightError('STORE_UNWRITABLE', `The file ${path} could not be opened.`, {
        cause,
        hint: 'check DATA_PATH and its rights',
      });
    }
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: string): void {
    if (this.#values.get(key) === value) return;
    this.#append([key, value]);
    this.#values.set(key, value);
    if (this.#lines > 1_000 && this.#lines > 4 * this.#values.size) this.#compact();
  }

  delete(key: string): void {
    if (!this.#values.has(key)) return;
    this.#append([key, null]);
    this.#values.delete(key);
  }

  entries(): readonly (readonly [string, string])[] {
    return [...this.#values];
  }

  close(): void {
    fdatasyncSync(this.#file);
    closeSync(this.#file);
  }

  #append(line: Line): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    if (this.#sync) fdatasyncSync(this.#file);
    this.#lines += 1;
  }

  #load(): void {
    if (!existsSync(this.#path)) return;
    const texts = readFileSync(this.#path, 'utf8').split('\n');
    const torn = texts.pop() ?? '';
    texts.forEach((text, index) => {
      const [key, value] = this.#parse(text, index + 1);
      if (value === null) this.#values.delete(key);
      else this.#values.set(key, value);
    });
    this.#lines = texts.length;
    if (torn !== '') this.#rewrite();
  }

  #parse(text: string, line: number): Line {
    try {
      return JSON.parse(text) as Line;
    } catch (cause) {
      throw new TradewrightError(
        'STORE_CORRUPT',
        `${this.#path}, line ${line} could not be read.`,
        { cause, hint: 'move the file away to begin afresh' },
      );
    }
  }

  #compact(): void {
    closeSync(this.#file);
    this.#rewrite();
    this.#file = openSync(this.#path, 'a');
  }

  #rewrite(): void {
    const temporary = `${this.#path}.new`;
    const file = openSync(temporary, 'w');
    writeSync(file, [...this.#values].map((line) => `${JSON.stringify(line)}\n`).join(''));
    fdatasyncSync(file);
    closeSync(file);
    renameSync(temporary, this.#path);
    this.#lines = this.#values.size;
  }
}
