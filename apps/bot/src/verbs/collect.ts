/** `tradewright collect [SYMBOL…]`: writes down the market of a watchlist, without trading. @module */
import { SystemClock, TradewrightError, type Clock } from '@tradewright/core';
import { CompanyReportStore, MarketDataStore } from '@tradewright/store';
import { collectMarket, type Collection } from '../collect/collect-market.ts';
import { openCollector } from '../collect/open-collector.ts';
import { ReportDesk, type ReportState } from '../collect/report-desk.ts';
import type { ExitCode } from '../exit-code.ts';
import { plainNumber } from '../output/money.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { table } from '../output/table.ts';
import { minuteText } from '../output/time-text.ts';
import { sessionIdAt } from '../session/session-id.ts';
import { symbolNamed } from '../venues/open-market.ts';
import type { DrivenMarket } from '../venues/venue-entry.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import { show, verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Its own options, as text from the command line. */
export type CollectFlags = GlobalOptions & { readonly for?: string };

type Collected = {
  readonly session: string;
  readonly venue: string;
  readonly file: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly symbols: readonly {
    readonly symbol: string;
    readonly quotes: number;
    readonly rows: number;
    readonly bid: number | null;
    readonly ask: number | null;
    readonly delayed: boolean | null;
    readonly venueTime: number | null;
    readonly receivedTime: number | null;
    readonly fundamentals: ReportState;
  }[];
};

type Ending = { readonly signal: AbortSignal; readonly code: () => ExitCode; stop: () => void };

const hourMs = 3_600_000;

/** Runs until a signal, for a time, or to the end of a recorded market. @throws TradewrightError `USAGE`, `CONFIG_INVALID`, `SYMBOL_*`, `VENUE_*`, `STORE_*` */
export async function collect(names: readonly string[], flags: CollectFlags): Promise<ExitCode> {
  const context = verbContext(flags, 'warn');
  const { config, paths, logger } = context;
  const seconds = secondsOf(flags.for);
  const symbols = watchlistOf(context, names);
  const clock = new SystemClock();
  const startedAt = clock.now();
  const session = `collect-${sessionIdAt(startedAt, process.pid.toString(16))}`;
  const opened = await openCollector(config, context.folder);
  const store = new MarketDataStore(paths.market, session);
  const reports = new CompanyReportStore(paths.market, session);
  const ending = awaitEnd(clock, seconds);
  try {
    const { trader, market } = opened;
    await trader.connect();
    const intervalMs = config.MARKET_DATA_INTERVAL_SECONDS * 1_000;
    const collection = await collectMarket({ trader, store, symbols, intervalMs, clock });
    const desk = new ReportDesk({
      ask: config.ACTIVE_EXCHANGE === 'PAPER' ? undefined : venueNamed(trader.venue).fundamentals,
      trader,
      store: reports,
      clock,
      refreshMs: config.COLLECTOR_FUNDAMENTAL_REFRESH_HOURS * hourMs,
      onFailure: (symbol, reason) => logger('collect').warn({ symbol }, reason),
    });
    let asked = desk.refresh(symbols);
    const stopAsking = clock.every(hourMs, () => {
      asked = asked.then(() => desk.refresh(symbols));
    });
    const progress = new ProgressLine({
      isTTY: process.stderr.isTTY,
      write: (text) => process.stderr.write(text),
      now: () => clock.now(),
    });
    const stopTelling = clock.every(100, () => progress.update(() => progressText(collection)));
    if (market === undefined) await endOf(ending.signal);
    else await play(market, ending.signal);
    stopTelling();
    stopAsking();
    progress.clear();
    await collection.end();
    // Whoever is asked and silent gets no more time than the market did, once somebody wants to stop.
    if (ending.signal.aborted) await trader.close();
    await asked;
    const { venue } = trader;
    const heads = { session, venue, file: paths.market, startedAt, endedAt: clock.now() };
    const body: Collected = { ...heads, symbols: rowsOf(collection, desk) };
    show(context, body, () => textOf(body));
    return ending.code();
  } finally {
    ending.stop();
    await opened.trader.close();
    await opened.close();
    store.close();
    reports.close();
  }
}

function watchlistOf({ config }: VerbContext, names: readonly string[]): readonly string[] {
  if (config.DATA_STORE_BACKEND === 'none')
    throw new TradewrightError('CONFIG_INVALID', 'DATA_STORE_BACKEND was none.', {
      hint: 'collect writes market data down: set it to sqlite',
    });
  const known = [...config.COLLECTOR_WATCHLIST, ...config.ALLOWED_SYMBOLS];
  const symbols = [
    ...new Set((names.length > 0 ? names : known).map((name) => symbolNamed(config, name))),
  ];
  if (symbols.length > 0) return symbols;
  throw new TradewrightError('USAGE', 'No symbol was named, and COLLECTOR_WATCHLIST was empty.', {
    hint: 'tradewright collect BHP/AUD AUD/USD, or set COLLECTOR_WATCHLIST',
  });
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw new TradewrightError('USAGE', `--for was "${text}".`, {
    hint: 'give whole seconds from 1 to 99999999',
  });
}

function awaitEnd(clock: Clock, seconds: number | undefined): Ending {
  const end = new AbortController();
  let code: ExitCode = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    code = signal === 'SIGINT' ? 130 : 143;
    end.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const undo = seconds === undefined ? undefined : clock.after(seconds * 1_000, () => end.abort());
  const stop = (): void => {
    undo?.();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
  return { signal: end.signal, code: () => code, stop };
}

function endOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A market that this process drives is played to its end. */
async function play(market: DrivenMarket, signal: AbortSignal): Promise<void> {
  for await (const event of market.feed) {
    if (signal.aborted) return;
    market.clock.advanceTo(event.end);
    market.deliver(event);
    await market.settle();
  }
}

function rowsOf({ symbols }: Collection, desk: ReportDesk): Collected['symbols'] {
  return symbols.map(({ symbol, quotes, rows, last }) => ({
    symbol,
    quotes,
    rows,
    bid: last?.bid ?? null,
    ask: last?.ask ?? null,
    delayed: last?.delayed ?? null,
    venueTime: last?.venueTime ?? null,
    receivedTime: last?.receivedTime ?? null,
    fundamentals: desk.stateOf(symbol),
  }));
}

function progressText({ symbols }: Collection): string {
  return `collecting  ${symbols.map(({ symbol, rows }) => `${symbol} ${rows}`).join('  ')}`;
}

function textOf({ session, venue, file, symbols }: Collected): string {
  const columns = [
    { title: 'symbol' },
    ...['quotes', 'rows', 'bid', 'ask'].map((title) => ({ title, right: true })),
    { title: 'time (UTC)' },
    { title: 'fundamentals' },
  ];
  const rows = symbols.map((one) => [
    one.symbol,
    `${one.quotes}`,
    `${one.rows}`,
    plainNumber(one.bid),
    plainNumber(one.ask),
    `${minuteText(one.venueTime ?? one.receivedTime)}${one.delayed === true ? ' delayed' : ''}`,
    one.fundamentals,
  ]);
  return `${venue}  ${file}  session ${session}\n${table(columns, rows, 'Nothing.')}`;
}
