/** Columns of a recorded file by name. @module */
import { TradewrightError } from '@tradewright/core';

/** The two kinds of recorded file. */
type RecordedKind = 'quote-bars' | 'bars';

/** Where each needed column stands. */
export type CsvColumns = {
  readonly kind: RecordedKind;
  readonly time: number;
  readonly index: Readonly<Record<string, number>>;
};

const timeNames = ['timestamp', 'time', 'date'];
const quoteNames = [
  'bid_open',
  'bid_high',
  'bid_low',
  'bid_close',
  'bid_size',
  'ask_open',
  'ask_high',
  'ask_low',
  'ask_close',
  'ask_size',
];
const barNames = ['open', 'high', 'low', 'close', 'volume'];

/** Reads a header. @throws TradewrightError `DATA_MALFORMED` that names the missing column. */
export function csvColumns(header: string, file: string): CsvColumns {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const kind: RecordedKind = names.includes('bid_open') ? 'quote-bars' : 'bars';
  const needed = kind === 'quote-bars' ? quoteNames : barNames;
  const time = names.findIndex((name) => timeNames.includes(name));
  const missing = time < 0 ? 'timestamp' : needed.find((name) => !names.includes(name));
  if (missing !== undefined) {
    throw new TradewrightError(
      'DATA_MALFORMED',
      `${file}, line 1: the column "${missing}" was missing from "${header.slice(0, 120)}".`,
      {
        hint: `a recorded file starts with timestamp,${barNames.join(',')} or timestamp,${quoteNames.join(',')}`,
        facts: { file, line: 1 },
      },
    );
  }
  return {
    kind,
    time,
    index: Object.fromEntries(needed.map((name) => [name, names.indexOf(name)])),
  };
}
