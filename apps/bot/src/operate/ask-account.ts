/** Answers a question about the account: the running bot, or a reader of this process. @module */
import { TradewrightError, type AccountSnapshot, type BaseTrader } from '@tradewright/core';
import { SnapshotMap, askHolder, openStore, type SqliteStore } from '@tradewright/store';
import { existsSync } from 'node:fs';
import type { Config } from '../config/load-config.ts';
import { paperPortfolio } from '../session/open-session-venue.ts';
import { paperSetup } from '../session/session-setup.ts';
import type { VerbContext } from '../verbs/verb-context.ts';
import { cashStatement } from '../money/cash-statement.ts';
import { openPaper } from '../venues/open-paper.ts';
import { openVenue } from '../venues/open-venue.ts';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import { answerQuestion, type Question } from './answer-question.ts';
import { commandAccount } from './command-account.ts';
import { nextValidIdOf } from './next-valid-id.ts';
import { standingOrders } from './standing-orders.ts';

const deadlineMs = 20_000;

/** A place beside the account from which questions can be asked one after another. */
export type Asker = { readonly ask: (question: Question) => Promise<unknown> };

/**
 * Beside a running bot it is asked; alone, a reader connects that cannot send orders.
 *
 * @throws TradewrightError `COMMAND_TIMEOUT` when the bot is there and silent, `VENUE_*`
 */
export async function withAsker<Result>(
  context: VerbContext,
  work: (asker: Asker) => Promise<Result>,
): Promise<Result> {
  const { clock } = context;
  const account = commandAccount(context.config, context.paths);
  const askBot = (question: Question) =>
    askHolder(question.ask, question, { account, clock, deadlineMs });
  if ((await askBot({ ask: 'ping' })) === undefined) return withReader(context, work);
  return work({
    ask: async (question) => {
      const reply = await askBot(question);
      if (reply !== undefined) return reply.answer;
      throw new TradewrightError('COMMAND_LOST', 'The bot ended while it was asked.', {
        hint: 'run the verb again',
      });
    },
  });
}

async function withReader<Result>(
  context: VerbContext,
  work: (asker: Asker) => Promise<Result>,
): Promise<Result> {
  const { config, paths, clock } = context;
  const opened = await openReader(context);
  const { trader } = opened;
  let store: SqliteStore | undefined;
  try {
    await trader.connect();
    if (existsSync(paths.database)) store = openStore({ path: paths.database, readOnly: true });
    const portfolio = store?.portfolio(portfolioOf(config, trader));
    const standing = standingOrders(paths);
    const health = () => ({
      clock,
      symbols: config.ALLOWED_SYMBOLS.length === 0 ? opened.symbols : config.ALLOWED_SYMBOLS,
      circuits: {},
      paused: standing.paused(),
      killed: standing.killed(),
      caps: [],
      halts: portfolio?.halts() ?? [],
      cash: (account: AccountSnapshot) =>
        portfolio === undefined
          ? []
          : cashStatement(account, {
              portfolio,
              pairsAreCash: trader.capabilities.pairsAreCash === true,
              tolerances: config.CASH_TOLERANCE,
            }),
      nextValidId: nextValidIdOf(trader),
    });
    return await work({
      ask: (question) => answerQuestion(question, { trader, portfolio, health }),
    });
  } finally {
    store?.close();
    await trader.close();
    await opened.close();
  }
}

/** The venue without the right to send; a bot may be writing its state, so that is read as a copy. */
async function openReader({ config, folder, paths, clock }: VerbContext): Promise<OpenedVenue> {
  if (config.ACTIVE_EXCHANGE === 'PAPER') {
    const setup = await paperSetup(config, folder, 'read');
    return openPaper(setup, new SnapshotMap(paths.paperStateOf(paperPortfolio(config))));
  }
  const entry = venueNamed(config.ACTIVE_EXCHANGE);
  const state = new SnapshotMap(paths.venueStateOf(entry.name));
  return openVenue(entry, { config, clock, state, readOnly: true });
}

function portfolioOf(config: Config, { venue, accountId }: BaseTrader): string {
  return venue === 'PAPER' ? paperPortfolio(config) : `${venue.toLowerCase()}-${accountId}`;
}
