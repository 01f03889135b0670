/** What the journal is known to have held, kept outside of it. @module */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { TradewrightError } from '@tradewright/core';
import { z } from 'zod';

const markSchema = z.strictObject({
  v: z.literal(1),
  seq: z.number().int().nonnegative(),
  hash: z.string(),
});

/** An event that stood in the journal: its number and its hash. */
export type ChainMark = { readonly seq: number; readonly hash: string };

/** Where the witness of a database lies. */
export function witnessPath(database: string): string {
  return `${database}.witness`;
}

/**
 * A chain of hashes does not show that its end was cut off. This file does: it names an event that was
 * durable before the file was written, so a journal without that event has lost something.
 */
export class Witness {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** `undefined` before the first. @throws TradewrightError `STORE_CORRUPT` when the file is there and cannot be read */
  read(): ChainMark | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return undefined;
      throw this.#unreadable(error);
    }
    try {
      const { seq, hash } = markSchema.parse(JSON.parse(text));
      return { seq, hash };
    } catch (error) {
      throw this.#unreadable(error);
    }
  }

  /** Replaces the file; the new one is on the disk before it takes the old one's name. */
  write({ seq, hash }: ChainMark): void {
    const temporary = `${this.#path}.${process.pid}.new`;
    const file = openSync(temporary, 'w');
    try {
      writeSync(file, `${JSON.stringify({ v: 1, seq, hash })}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, this.#path);
  }

  #unreadable(cause: unknown): TradewrightError {
    return new TradewrightError('STORE_CORRUPT', `The witness ${this.#path} could not be read.`, {
      cause,
      hint: 'check the journal with `tradewright verify ID`, then run `tradewright recover`',
    });
  }
}
