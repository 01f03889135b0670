/** Reads a tape back. @module */
import { readFileSync } from 'node:fs';
import { TradewrightError } from '@tradewright/core';
import { z } from 'zod';

const lineSchema = z.strictObject({
  v: z.literal(1),
  seq: z.number().int().positive(),
  time: z.number(),
  topic: z.string(),
  body: z.unknown(),
});

/** One line of a tape. */
export type TapeLine = Readonly<z.infer<typeof lineSchema>>;

/** A tape; `cut` is true when its last line was torn, as a killed process leaves it. */
export type ReadTape = { readonly lines: readonly TapeLine[]; readonly cut: boolean };

/** @throws TradewrightError `DATA_UNREADABLE`, `DATA_MALFORMED` with the line number */
export function readTape(path: string): ReadTape {
  const texts = textOf(path).split('\n');
  const last = texts.pop() ?? '';
  const lines = texts.map((text, index) => parseLine(text, index + 1, path));
  lines.forEach((line, index) => {
    if (line.seq !== index + 1)
      throw malformed(
        path,
        index + 1,
        `the number ${line.seq} stood where ${index + 1} was expected`,
      );
  });
  return { lines, cut: last !== '' };
}

function parseLine(text: string, line: number, path: string): TapeLine {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw malformed(path, line, `"${text.slice(0, 40)}" was not a line of a tape`, cause);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TradewrightError('DATA_UNREADABLE', `The tape ${path} could not be read.`, {
      cause,
      hint: 'a session is replayed from its tape; it lies beside the database',
    });
  }
}

function malformed(path: string, line: number, problem: string, cause?: unknown): TradewrightError {
  return new TradewrightError('DATA_MALFORMED', `${path}, line ${line}: ${problem}.`, {
    cause,
    facts: { file: path, line },
  });
}
