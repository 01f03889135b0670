/** The file form of recorded wire traffic. @module */
import { z } from 'zod';
import { TradewrightError } from '@tradewright/core';

/** First line of a file. `start` is the market's time of offset 0, ms UTC; `dropped` counts frames of kinds that may not be kept. */
export const recordingHeaderSchema = z.strictObject({
  kind: z.literal('ib-wire'),
  version: z.literal(1),
  source: z.enum(['gateway', 'simulator']),
  serverVersion: z.literal(193),
  library: z.string().regex(/^@stoqey\/ib \d+\.\d+\.\d+$/),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  start: z.number().int().nonnegative(),
  dropped: z.number().int().nonnegative(),
});
/** What a recording says of itself. */
export type RecordingHeader = Readonly<z.infer<typeof recordingHeaderSchema>>;

/** One frame: `at` in ms after the start, the way it went, its fields as they stood on the wire. */
export type RecordedFrame = {
  readonly at: number;
  readonly way: 'in' | 'out';
  readonly fields: readonly string[];
};

/** A whole recording, in the order of the wire. */
export type WireRecording = {
  readonly header: RecordingHeader;
  readonly frames: readonly RecordedFrame[];
};

const lineSchema = z.tuple([
  z.number().int().nonnegative(),
  z.enum(['in', 'out']),
  z.array(z.string()).min(1),
]);

/** Reads a file's text. @throws TradewrightError `FIXTURE_INVALID` with the line */
export function parseRecording(text: string, file: string): WireRecording {
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
  const header = recordingHeaderSchema.safeParse(jsonOf(first));
  if (!header.success) throw invalid(file, 1, 'the header was not that of an IB recording');
  const frames = rest.map((line, index): RecordedFrame => {
    const found = lineSchema.safeParse(jsonOf(line));
    if (!found.success) throw invalid(file, index + 2, 'the line was no recorded frame');
    const [at, way, fields] = found.data;
    return { at, way, fields };
  });
  return { header: header.data, frames };
}

/** The text that {@link parseRecording} reads. */
export function formatRecording({ header, frames }: WireRecording): string {
  const lines = frames.map(({ at, way, fields }) => JSON.stringify([at, way, fields]));
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function invalid(file: string, line: number, problem: string): TradewrightError {
  return new TradewrightError('FIXTURE_INVALID', `${file}, line ${line}: ${problem}.`, {
    hint: 'record it again with `tradewright record ib`',
    facts: { file, line },
  });
}
