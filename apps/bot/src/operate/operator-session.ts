/** A session without strategies, for the length of one command of a person. @module */
import {
  SystemRandom,
  journalEvent,
  type Clock,
  type RecordReader,
  type SessionRecord,
} from '@tradewright/core';
import { CommandDesk, type DeskParts } from '@tradewright/engine';
import { openStore, type PortfolioDetails, type SqliteStore } from '@tradewright/store';
import { createBot, type Bot } from '../session/create-bot.ts';
import { openSessionVenue, type SessionVenue } from '../session/open-session-venue.ts';
import { sessionIdAt } from '../session/session-id.ts';
import { packageVersion } from '../package-version.ts';
import type { VerbContext } from '../verbs/verb-context.ts';
import { deskTerms, orderIn } from './desk-terms.ts';
import { obeyStanding } from './obey-standing.ts';
import { standingOrders } from './standing-orders.ts';
import { DrivenTime } from './driven-time.ts';

/** The account in the hands of this process. */
export type Operator = {
  readonly desk: CommandDesk;
  readonly terms: DeskParts;
  readonly bot: Bot;
  readonly portfolio: PortfolioDetails;
  /** The recorded market of a venue that has one. */
  readonly time: DrivenTime | undefined;
};

/**
 * Takes the account, resynchronises, lets `work` give its commands and gives the account back. What it
 * does is in the journal as a session of its own, in the portfolio that `run` goes on with.
 *
 * @throws TradewrightError `ACCOUNT_LOCKED` while another process holds the account
 */
export async function withOperator<Result>(
  context: VerbContext,
  work: (operator: Operator) => Promise<Result>,
): Promise<Result> {
  const { config, folder, paths, clock } = context;
  const sessionId = sessionIdAt(clock.now(), new SystemRandom().hex(2));
  const opened = await openSessionVenue({ config, folder, paths, mode: 'paper', sessionId, clock });
  try {
    const store = openStore({ path: paths.database });
    try {
      return await runOpened({ context, clock, sessionId, opened, store }, work);
    } finally {
      store.close();
    }
  } finally {
    await opened.close();
  }
}

type OpenedOperator = {
  readonly context: VerbContext;
  readonly clock: Clock;
  readonly sessionId: string;
  readonly opened: SessionVenue;
  readonly store: SqliteStore;
};

async function runOpened<Result>(
  run: OpenedOperator,
  work: (operator: Operator) => Promise<Result>,
): Promise<Result> {
  const { context, clock, sessionId, opened, store } = run;
  const { venue, portfolioId } = opened;
  const { trader } = venue;
  const record: SessionRecord = {
    id: sessionId,
    portfolioId,
    venue: trader.venue,
    accountId: trader.accountId,
    mode: trader.paper ? 'paper' : 'live',
    baseCurrency: opened.setup.baseCurrency,
    strategies: [],
    provider: 'manual',
    version: packageVersion(),
    startedAt: clock.now(),
  };
  opened.fence();
  store.markInterrupted(record, record.startedAt);
  const resumed = store.hasPortfolio(portfolioId);
  const reader = store.reader(portfolioId);
  const journal = store.startSession(record);
  const end = (status: 'finished' | 'failed', reason: string): void =>
    journal.append([
      journalEvent('session.ended', clock.now(), {
        status,
        reason,
        digest: null,
        endedAt: clock.now(),
      }),
    ]);
  try {
    const bot = createBot({
      sessionId,
      setup: { ...opened.setup, strategies: [], watchlist: symbolsIn(reader) },
      venue,
      clock,
      journal,
      fence: opened.fence,
      arming: opened.arming,
      ...(resumed ? { records: reader, counters: store.idCounters(portfolioId) } : {}),
      onSubscriberFailure: (error) =>
        context.logger('bus').error({ err: error }, 'a subscriber failed'),
    });
    const time = venue.market === undefined ? undefined : new DrivenTime(bot, venue.market);
    await time?.resume();
    const started =
      venue.market === undefined ? store.portfolio(portfolioId).startedAt() : undefined;
    await bot.runner.start({
      fillsSince: reader.lastFillTime() ?? started ?? bot.clock.now(),
      freshPortfolio: !store.hasLedger(portfolioId),
    });
    obeyStanding(standingOrders(context.paths), bot);
    const terms: DeskParts = {
      parts: bot.parts,
      ...deskTerms(context.config, clock, opened.arming),
    };
    const desk = new CommandDesk({
      ...terms,
      runner: bot.runner,
      endedOrder: (id) => orderIn(store.portfolio(portfolioId), id),
      onStop: () => undefined,
      onKill: context.config.KILL_POLICY,
    });
    const result = await work({ desk, terms, bot, time, portfolio: store.portfolio(portfolioId) });
    await bot.runner.stop();
    end('finished', 'a command of a person was carried out');
    return result;
  } catch (error) {
    end('failed', error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** What is held or ordered needs its price, whatever the command is about. */
function symbolsIn(reader: RecordReader): string[] {
  const held = reader.bookPositions().filter((book) => book.state === 'open');
  const ordered = reader.openOrders().map((order) => order.intent.symbol);
  return [...new Set([...held.map((book) => book.symbol), ...ordered])];
}
