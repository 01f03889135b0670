/** `tradewright record ib`: what a TWS says, as a fixture. Nothing is ordered. @module */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TradewrightError, parseSymbol, type BaseTrader, type Clock } from '@tradewright/core';
import { findPrivate, parseRecording, type WireRecording } from '@tradewright/venue-ib/testing';
import type { ExitCode } from '../exit-code.ts';
import { table } from '../output/table.ts';
import { withVenue } from '../venues/open-market.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Its own options, as text from the command line. */
export type RecordIbFlags = GlobalOptions & { readonly to?: string; readonly seconds?: string };

/** What to record first at a Gateway; nobody has published any of it. */
const first = ['BHP/AUD', 'CBA/AUD', 'AUD/USD', 'EUR/USD'];

/** @throws TradewrightError `USAGE`, `VENUE_*`, `STORE_UNWRITABLE`, `FIXTURE_INVALID` when something private was left */
export async function recordIb(
  symbols: readonly string[],
  flags: RecordIbFlags,
): Promise<ExitCode> {
  const context = verbContext(flags);
  const seconds = Number(flags.seconds ?? '10');
  if (!(seconds >= 0 && seconds <= 3_600)) {
    throw new TradewrightError('USAGE', `--seconds was "${flags.seconds ?? ''}".`, {
      hint: 'write `tradewright record ib BHP/AUD --seconds 10`; 0 to 3600 seconds',
    });
  }
  const wanted = symbols.length === 0 ? first : symbols;
  for (const symbol of wanted) parseSymbol(symbol);
  const file = resolve(context.folder, flags.to ?? join(context.paths.data, 'recordings/ib.jsonl'));
  const config = { ...context.config, ACTIVE_EXCHANGE: 'IB', IB_RECORD: file };
  const failures = await withVenue(config, context.folder, (trader) =>
    askEverything(trader, wanted, { seconds, clock: context.clock }),
  );
  const recording = parseRecording(readFileSync(file, 'utf8'), file);
  const found = findPrivate(recording);
  if (found.length > 0) {
    throw new TradewrightError('FIXTURE_INVALID', `${file} still held ${found.join('; ')}.`, {
      hint: 'do not share the file; report which message it was in',
      facts: { file },
    });
  }
  const body = { file, ...countsOf(recording), failures };
  show(context, body, () => summary(body));
  return 0;
}

/** Asks every question that reads; one that fails is part of the recording. */
async function askEverything(
  trader: BaseTrader,
  symbols: readonly string[],
  { seconds, clock }: { readonly seconds: number; readonly clock: Clock },
): Promise<readonly string[]> {
  const failures: string[] = [];
  const ask = async (what: string, question: () => Promise<unknown>): Promise<void> => {
    await question().catch((error: unknown) => {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
  const since = clock.now() - 86_400_000;
  await ask('account', () => trader.fetchAccount());
  await ask('positions', () => trader.fetchPositions());
  await ask('open orders', () => trader.fetchOpenOrders({ scope: 'all' }));
  await ask('closed orders', () => trader.fetchClosedOrders({ since }));
  await ask('fills', () => trader.fetchFills({ since }));
  for (const symbol of symbols) {
    await ask(`instrument ${symbol}`, () => trader.loadInstrument(symbol));
    await ask(`quote ${symbol}`, () => trader.fetchQuote(symbol));
    await ask(`depth ${symbol}`, () => trader.fetchOrderBook(symbol, 5));
    await ask(`trades ${symbol}`, () => trader.fetchTrades(symbol, 50));
    for (const timeframe of ['5m', '1d'] as const)
      await ask(`${timeframe} bars ${symbol}`, () =>
        trader.fetchBars({ symbol, timeframe, limit: 50 }),
      );
    await ask(`quotes ${symbol}`, () => trader.subscribe({ stream: 'quote', symbol }));
  }
  await clock.sleep(seconds * 1_000);
  return failures;
}

type Counts = {
  readonly source: string;
  readonly frames: number;
  readonly dropped: number;
  readonly kinds: Readonly<Record<string, number>>;
};

function countsOf({ header, frames }: WireRecording): Counts {
  const kinds: Record<string, number> = {};
  for (const { way, fields } of frames.slice(1)) {
    const kind = `${way} ${fields[0] ?? ''}`;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return { source: header.source, frames: frames.length, dropped: header.dropped, kinds };
}

function summary(
  body: Counts & { readonly file: string; readonly failures: readonly string[] },
): string {
  const rows = Object.entries(body.kinds).map(([kind, count]) => [...kind.split(' '), `${count}`]);
  return [
    `${body.file}`,
    `source ${body.source}  frames ${body.frames}  dropped ${body.dropped}  nothing private found`,
    '',
    table(
      [{ title: 'way' }, { title: 'message' }, { title: 'count', right: true }],
      rows,
      'nothing',
    ),
    ...body.failures.map((failure) => `not answered: ${failure}`),
    '',
  ].join('\n');
}
