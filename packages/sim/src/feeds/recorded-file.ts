/** A recorded CSV file as a feed. @module */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { TradewrightError, timeframeMs, timeframeSchema, type Timeframe } from '@tradewright/core';
import { csvColumns, type CsvColumns } from './csv-columns.ts';
import type { FeedEvent } from './feed-event.ts';
import { malformed, parseRow, type RecordedRow } from './parse-row.ts';
import { zoneDayStart } from './zone-day-start.ts';

/** Which file, and what it holds. `timeframe` is found from the smallest step when left out; `hasVolume: false` turns the volume into `null` (FX). */
export type RecordedFileOptions = {
  readonly path: string;
  readonly symbol: string;
  readonly timeframe?: Timeframe;
  readonly timeZone?: string;
  readonly hasVolume?: boolean;
};

/** How many rows are looked at to find the timeframe. */
const probeRows = 50;

/**
 * Streams a plain or `.gz` CSV with constant memory. Gaps pass; everything else that is wrong ends
 * the feed with the line number.
 *
 * @throws TradewrightError `DATA_UNREADABLE`, `DATA_MALFORMED`
 */
export async function* recordedFile(options: RecordedFileOptions): AsyncGenerator<FeedEvent> {
  const held: RecordedRow[] = [];
  let timeframe = options.timeframe;
  for await (const row of rowsOf(options)) {
    if (timeframe !== undefined) {
      yield eventOf(row, timeframe, options);
      continue;
    }
    held.push(row);
    if (held.length < probeRows) continue;
    timeframe = timeframeOf(held, options.path);
    for (const waiting of held.splice(0)) yield eventOf(waiting, timeframe, options);
  }
  if (held.length === 0) return;
  timeframe ??= timeframeOf(held, options.path);
  for (const waiting of held) yield eventOf(waiting, timeframe, options);
}

async function* rowsOf({
  path,
  timeZone = 'UTC',
}: RecordedFileOptions): AsyncGenerator<RecordedRow> {
  let columns: CsvColumns | undefined;
  let line = 0;
  let last = Number.NEGATIVE_INFINITY;
  for await (const text of linesOf(path)) {
    line += 1;
    if (columns === undefined) {
      columns = csvColumns(text, path);
      continue;
    }
    if (text.trim() === '') continue;
    const place = { file: path, line, dayStart: (date: string) => zoneDayStart(date, timeZone) };
    const row = parseRow(text, columns, place);
    if (row.time === last) throw malformed(place, `the time ${row.time} stood twice`);
    if (row.time < last) throw malformed(place, `the time ${row.time} went backwards from ${last}`);
    last = row.time;
    yield row;
  }
  if (last === Number.NEGATIVE_INFINITY)
    throw malformed({ file: path, line: line + 1 }, 'the file held no rows');
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const source = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // An error of the file does not travel through a pipe by itself.
  file.on('error', (error) => source.destroy(error));
  try {
    yield* createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    file.destroy();
  }
}

function unreadable(path: string, cause: unknown): TradewrightError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TradewrightError(
    'DATA_UNREADABLE',
    `The recorded file ${path} could not be read: ${reason}.`,
    {
      cause,
      hint: 'check the path in PAPER_DATA; a .gz file must be a complete gzip file',
      facts: { file: path },
    },
  );
}

function timeframeOf(rows: readonly RecordedRow[], file: string): Timeframe {
  let step = Number.POSITIVE_INFINITY;
  for (let index = 1; index < rows.length; index += 1)
    step = Math.min(step, (rows[index]?.time ?? 0) - (rows[index - 1]?.time ?? 0));
  // A day with a clock change is an hour short or long.
  const known = timeframeSchema.options.find(
    (name) => Math.abs(timeframeMs[name] - step) <= (name === '1d' ? 3_600_000 : 0),
  );
  if (known !== undefined) return known;
  throw malformed(
    { file, line: 3 },
    `the step between rows of ${step} ms is no timeframe; known are ${timeframeSchema.options.join(', ')}`,
  );
}

function eventOf(row: RecordedRow, timeframe: Timeframe, options: RecordedFileOptions): FeedEvent {
  const end = row.time + timeframeMs[timeframe];
  const { symbol } = options;
  if (row.kind === 'quote-bars') {
    const { time, bid, ask, bidSize, askSize } = row;
    return { kind: 'quote-bar', symbol, time, end, timeframe, bid, ask, bidSize, askSize };
  }
  const volume = options.hasVolume === false ? null : row.volume;
  return { kind: 'bar', symbol, end, timeframe, bar: { time: row.time, ...row.side, volume } };
}
