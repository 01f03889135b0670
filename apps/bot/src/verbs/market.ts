/** `tradewright quote SYMBOL`, `book SYMBOL` and `bars SYMBOL`: market data of the venue; on PAPER as it was recorded. @module */
import {
  TradewrightError,
  isTwoSided,
  timeframeSchema,
  type Quote,
  type Timeframe,
} from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { plainNumber } from '../output/money.ts';
import { table } from '../output/table.ts';
import { minuteText } from '../output/time-text.ts';
import { symbolNamed, withMarket } from '../venues/open-market.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** The last recorded quote. */
export async function quote(name: string, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { config, folder } = context;
  const body = await withMarket(config, folder, name, (trader, symbol) =>
    trader.fetchQuote(symbol),
  );
  show(context, body, () => quoteText(body));
  return 0;
}

/** The last recorded touch as a book of one level. */
export async function book(
  name: string,
  options: GlobalOptions & { readonly depth?: string },
): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const depth = wholeNumber(options.depth ?? '10', '--depth');
  const { config, folder } = context;
  const body = await withMarket(config, folder, name, (trader, symbol) =>
    trader.fetchOrderBook(symbol, depth),
  );
  const level = ([price, size]: readonly [number, number]): readonly string[] => [
    plainNumber(price),
    plainNumber(size),
  ];
  const columns = [
    { title: 'price', right: true },
    { title: 'size', right: true },
  ];
  show(
    context,
    body,
    () =>
      `asks\n${table(columns, body.asks.map(level), 'none')}bids\n${table(columns, body.bids.map(level), 'none')}`,
  );
  return 0;
}

/** Recorded bars, the newest kept. */
export async function bars(
  name: string,
  options: GlobalOptions & {
    readonly timeframe?: string;
    readonly limit?: string;
    readonly since?: string;
  },
): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const timeframe = timeframeOf(options.timeframe ?? '5m');
  const limit = wholeNumber(options.limit ?? '20', '--limit');
  const since = options.since === undefined ? undefined : timeOf(options.since);
  const symbol = symbolNamed(context.config, name);
  const request = { symbol, timeframe, limit, ...(since === undefined ? {} : { since }) };
  const { config, folder } = context;
  const series = await withMarket(config, folder, symbol, (trader) => trader.fetchBars(request));
  const body = {
    symbol,
    timeframe,
    bars: series.bars.map(
      ({ time, open, high, low, close, volume }) => [time, open, high, low, close, volume] as const,
    ),
    clampedFrom: series.clampedFrom,
  };
  const columns = [
    { title: 'time (UTC)' },
    ...['open', 'high', 'low', 'close', 'volume'].map((title) => ({ title, right: true })),
  ];
  show(context, body, () =>
    table(
      columns,
      body.bars.map(([time, ...values]) => [minuteText(time), ...values.map(plainNumber)]),
      'No bars.',
    ),
  );
  return 0;
}

function quoteText(quote: Quote): string {
  const rows = [
    ['symbol', quote.symbol],
    ['bid', `${plainNumber(quote.bid)} x ${plainNumber(quote.bidSize)}`],
    ['ask', `${plainNumber(quote.ask)} x ${plainNumber(quote.askSize)}`],
    ['last', plainNumber(quote.last)],
    [
      'spread',
      quote.spreadPct === null
        ? '-'
        : `${quote.spreadPct.toFixed(4)} %${isTwoSided(quote) ? '' : ' (crossed)'}`,
    ],
    [
      'time',
      `${minuteText(quote.venueTime)} UTC${quote.delayed ? ', delayed' : ''}${quote.venue === 'PAPER' ? ', recorded' : ''}`,
    ],
  ];
  return `${rows.map(([name, value]) => `${(name ?? '').padEnd(8)}${value ?? ''}`).join('\n')}\n`;
}

function timeframeOf(text: string): Timeframe {
  const parsed = timeframeSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw usage(`--timeframe was "${text}".`, `it takes ${timeframeSchema.options.join(', ')}`);
}

function wholeNumber(text: string, flag: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw usage(`${flag} was "${text}".`, 'it takes a whole number from 1 to 999999');
}

function timeOf(text: string): number {
  const time = /^\d{10,16}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw usage(
    `--since was "${text}".`,
    'it takes milliseconds since 1970 or an ISO time such as 2018-04-04T12:00:00Z',
  );
}

function usage(message: string, hint: string): TradewrightError {
  return new TradewrightError('USAGE', message, { hint });
}
