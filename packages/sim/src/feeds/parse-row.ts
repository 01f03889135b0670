/** One line of a recorded file. @module */
import { TradewrightError } from '@tradewright/core';
import type { CsvColumns } from './csv-columns.ts';
import type { SideBar } from './feed-event.ts';

/** Values of one line; the shape follows the kind of the file. */
export type RecordedRow =
  | {
      readonly kind: 'quote-bars';
      readonly time: number;
      readonly bid: SideBar;
      readonly ask: SideBar;
      readonly bidSize: number;
      readonly askSize: number;
    }
  | {
      readonly kind: 'bars';
      readonly time: number;
      readonly side: SideBar;
      readonly volume: number;
    };

/** Where a line stands, for its error. `dayStart` turns an ISO date into the start of that trading day. */
export type RowPlace = {
  readonly file: string;
  readonly line: number;
  readonly dayStart: (date: string) => number;
};

/** Parses and checks a line. @throws TradewrightError `DATA_MALFORMED` with file, line, the value found and what was expected. */
export function parseRow(text: string, columns: CsvColumns, place: RowPlace): RecordedRow {
  const cells = text.split(',');
  const number = (name: string): number => numberAt(cells[columns.index[name] ?? -1], name, place);
  const side = (prefix: string): SideBar => {
    const bar = {
      open: number(`${prefix}open`),
      high: number(`${prefix}high`),
      low: number(`${prefix}low`),
      close: number(`${prefix}close`),
    };
    checkSide(bar, place);
    return bar;
  };
  const time = timeAt(cells[columns.time], place);
  if (columns.kind === 'bars')
    return {
      kind: 'bars',
      time,
      side: side(''),
      volume: sizeOf(number('volume'), 'volume', place),
    };
  const bid = side('bid_');
  const ask = side('ask_');
  if (bid.close > ask.close || bid.open > ask.open)
    throw malformed(place, `the bid ${bid.close} was above the ask ${ask.close}`);
  return {
    kind: 'quote-bars',
    time,
    bid,
    ask,
    bidSize: sizeOf(number('bid_size'), 'bid_size', place),
    askSize: sizeOf(number('ask_size'), 'ask_size', place),
  };
}

/** An error about one line. */
export function malformed(
  place: Pick<RowPlace, 'file' | 'line'>,
  problem: string,
): TradewrightError {
  return new TradewrightError('DATA_MALFORMED', `${place.file}, line ${place.line}: ${problem}.`, {
    hint: 'correct or remove the line; gaps are fine, wrong values are not',
    facts: { file: place.file, line: place.line },
  });
}

function numberAt(cell: string | undefined, name: string, place: RowPlace): number {
  if (cell === undefined) throw malformed(place, `the value of "${name}" was missing`);
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (!Number.isFinite(value))
    throw malformed(place, `"${cell.slice(0, 40)}" was not a number (${name})`);
  return value;
}

function sizeOf(value: number, name: string, place: RowPlace): number {
  if (value < 0) throw malformed(place, `the ${name} ${value} was negative`);
  return value;
}

function checkSide(bar: SideBar, place: RowPlace): void {
  const lowest = Math.min(bar.open, bar.high, bar.low, bar.close);
  if (lowest <= 0) throw malformed(place, `the price ${lowest} was not above zero`);
  if (bar.high < Math.max(bar.open, bar.close, bar.low))
    throw malformed(place, `the high ${bar.high} was below another price of the bar`);
  if (bar.low > Math.min(bar.open, bar.close))
    throw malformed(place, `the low ${bar.low} was above another price of the bar`);
}

function timeAt(cell: string | undefined, place: RowPlace): number {
  const text = cell?.trim() ?? '';
  if (/^\d{10,16}$/.test(text)) return Number(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return place.dayStart(text);
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(time))
    throw malformed(place, `"${text.slice(0, 40)}" was not a time in milliseconds or ISO form`);
  return time;
}
