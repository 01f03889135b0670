/** Connection and trading, checked from end to end with one small order. @module */
import { SystemRandom, TradewrightError, type Clock } from '@tradewright/core';
import type { Config } from '../config/load-config.ts';
import type { ExitCode } from '../exit-code.ts';
import type { LoggerOf } from '../logging/create-logger.ts';
import { hasData, withoutData } from '../session/build-agent.ts';
import { openSessionVenue, type SessionVenue } from '../session/open-session-venue.ts';
import { sessionIdAt } from '../session/session-id.ts';
import { sessionPaths } from '../session/session-paths.ts';
import { Checklist, type CheckResult } from './checklist.ts';
import { connectionText, fundamentalsOf, missingList, quotesText } from './market-checks.ts';
import { SelftestStrategy } from './selftest-strategy.ts';
import { startSelftestSession, type SelftestPlace } from './selftest-session.ts';
import { checkShutdown, enter, leave, type TradedBook } from './trade-checks.ts';

/** What is tested. `symbol` is canonical; left out it is the first that the configuration or the venue names. */
export type SelftestOptions = {
  readonly config: Config;
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: LoggerOf;
  readonly skipOrders: boolean;
  readonly symbol: string | undefined;
  readonly onResult?: (result: CheckResult) => void;
};

/** What was found. `sessions` are in the journal like any other. */
export type SelftestReport = {
  readonly venue: string;
  readonly symbol: string | null;
  readonly sessions: readonly string[];
  readonly checks: readonly CheckResult[];
  readonly exitCode: ExitCode;
};

/**
 * Connects, reads, lets a strategy trade once, shuts down, starts again and closes what it bought.
 * What cannot be reached is a row of the list; what is wrong before anything was asked throws.
 *
 * @throws TradewrightError `CONFIG_INVALID`, `USAGE`, `ACCOUNT_LOCKED`, `STORE_*`
 */
export async function runSelftest(options: SelftestOptions): Promise<SelftestReport> {
  const { config, folder, clock } = options;
  const checklist = new Checklist(options.onResult);
  const paths = sessionPaths(config, folder);
  const sessionId = sessionIdAt(clock.now(), new SystemRandom().hex(2));
  // The paper account gets a portfolio of its own: a test leaves the user's alone.
  const mode = config.ACTIVE_EXCHANGE === 'PAPER' ? 'demo' : 'paper';
  const where = { config, folder, paths, mode, sessionId, clock } as const;
  let opened: SessionVenue | undefined;
  let problem: unknown;
  try {
    opened = await openSessionVenue(where);
  } catch (error) {
    if (!isOfVenue(error)) throw error;
    problem = error;
  }
  if (opened === undefined) {
    await checklist.run('connected', () => Promise.reject(problem as Error));
    return { venue: config.ACTIVE_EXCHANGE, symbol: null, sessions: [], ...endOf(checklist) };
  }
  try {
    const symbol = options.symbol ?? firstSymbol(config, opened);
    if (!hasData(opened.venue, symbol)) throw withoutData('--symbol', symbol, opened.venue);
    const place = { config, paths, opened, watchlist: watchlist(config, opened, symbol), clock };
    const sessions = await checkAccount({ ...options, ...place, symbol, checklist });
    return { venue: opened.venue.trader.venue, symbol, sessions, ...endOf(checklist) };
  } finally {
    await opened.close();
  }
}

type AccountRun = Omit<SelftestOptions, 'symbol'> &
  SelftestPlace & { readonly symbol: string; readonly checklist: Checklist };

/** Names of the sessions that it made. */
async function checkAccount(run: AccountRun): Promise<readonly string[]> {
  const { checklist, config, opened, skipOrders, watchlist } = run;
  const { trader, market } = opened.venue;
  const terms = {
    symbol: run.symbol,
    timeframe: market?.timeframe ?? '1m',
    value: valueOf(config),
  } as const;
  const strategy = new SelftestStrategy(terms);
  let session: Awaited<ReturnType<typeof startSelftestSession>> | undefined;
  await checklist.run('connected', async () => {
    session = await startSelftestSession(run, strategy);
    return connectionText(trader);
  });
  if (session === undefined) return [];
  const first = session;
  let book: TradedBook | undefined;
  try {
    await checklist.run('quotes for the watchlist', () => quotesText(trader, watchlist));
    await checklist.run('fundamentals', () => fundamentalsOf(config, trader, run.symbol));
    await checklist.run('events reach a strategy', async () => {
      first.bot.runner.decide();
      await first.until(() => strategy.heard.bars > 0, market === undefined ? 2_000 : 3_600_000);
      const { contexts, bars } = strategy.heard;
      if (contexts === 0) throw new Error('No quote reached the strategy.');
      return `contexts with a quote: ${contexts}, bars: ${bars}`;
    });
    await checklist.run('decisions are logged', () => {
      const count = first.store.details(first.sessionId).decisions().length;
      if (count === 0) throw new Error('The journal has no decision of the strategy.');
      return `${count} in the journal, under their context's hash`;
    });
    await checklist.run('orders may be placed', async () => {
      const isReady = await first.until(() => first.bot.parts.gate.ready, 1_000);
      if (isReady) return 'venue and books agree';
      const missing =
        (await missingList(trader)) ?? new Error('The books are not those of the venue.');
      if (!skipOrders) throw missing;
      return { state: 'skipped', detail: `${missing.message} (--skip-orders)` };
    });
    book = await enter({ checklist, session: first, strategy, skipOrders });
  } finally {
    await first.end();
  }
  const second = await checkShutdown({ checklist, place: run, terms, book });
  if (second === undefined) return [first.sessionId];
  try {
    await leave({ checklist, session: second.session, strategy: second.strategy, book });
    await checklist.run('the journal holds', () => journalText(second.session.store));
  } finally {
    await second.session.end();
  }
  return [first.sessionId, second.session.sessionId];
}

function journalText(store: {
  readonly verify: () => { readonly problem: string | null; readonly events: number };
}): string {
  const { problem, events } = store.verify();
  if (problem !== null) throw new Error(`The journal is damaged: ${problem}`);
  return `${events} events, chain and tables agree`;
}

/** The named symbol, then what is allowed, then what the venue lists. @throws TradewrightError `CONFIG_INVALID` */
function firstSymbol(
  { ALLOWED_SYMBOLS, ACTIVE_EXCHANGE }: Config,
  { venue }: SessionVenue,
): string {
  const symbol = ALLOWED_SYMBOLS[0] ?? venue.symbols[0];
  if (symbol !== undefined) return symbol;
  throw new TradewrightError('CONFIG_INVALID', 'ALLOWED_SYMBOLS: was empty.', {
    hint: `name what to test on ${ACTIVE_EXCHANGE}, such as --symbol BHP/AUD`,
  });
}

function watchlist(config: Config, { venue }: SessionVenue, symbol: string): readonly string[] {
  const named = config.ALLOWED_SYMBOLS.length > 0 ? config.ALLOWED_SYMBOLS : venue.symbols;
  return [...new Set([symbol, ...named, ...config.COLLECTOR_WATCHLIST])];
}

/** A little above the smallest trade and a first parcel, within the largest order. */
function valueOf({ MIN_TRADE_SIZE, MAX_ORDER_VALUE, ORDER_VALUE_BUFFER }: Config): number {
  const least = Math.max(600, 1.2 * Number(MIN_TRADE_SIZE));
  return Math.min(least, Number(MAX_ORDER_VALUE) - Number(ORDER_VALUE_BUFFER));
}

function isOfVenue(error: unknown): boolean {
  return (
    TradewrightError.is(error) && error.code.startsWith('VENUE_') && error.code !== 'VENUE_UNKNOWN'
  );
}

function endOf(checklist: Checklist): Pick<SelftestReport, 'checks' | 'exitCode'> {
  return { checks: checklist.results, exitCode: checklist.exitCode };
}
