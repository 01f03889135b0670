/** `tradewright account | positions | orders | fills | decisions`: the account now; on PAPER, at a simulator and with `--session`, what a session left. @module */
import { existsSync } from 'node:fs';
import { viewOf, type EquityPoint, type OrderView } from '@tradewright/core';
import type { Question } from '../operate/answer-question.ts';
import { withAsker } from '../operate/ask-account.ts';
import { fillBody, type FillBody } from '../operate/fill-body.ts';
import type { ExitCode } from '../exit-code.ts';
import { accountText, fillTable, orderTable, positionTable } from '../output/record-tables.ts';
import {
  chosenSession,
  readingStore,
  show,
  verbContext,
  type GlobalOptions,
  type VerbContext,
} from './verb-context.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import type { PortfolioDetails, SessionDetails, SessionSummary } from '@tradewright/store';

/** Balances at the last mark of the session. */
export function account(options: GlobalOptions): Promise<ExitCode> {
  if (isLive(options)) return fromVenue(options, { ask: 'account' }, accountText);
  return withSession(options, (summary, details) => {
    const mark: EquityPoint | undefined = details.equity().at(-1);
    const body = {
      venue: summary.venue,
      accountId: summary.venue,
      paper: true,
      baseCurrency: summary.baseCurrency,
      equity: mark?.equity ?? null,
      cash: mark?.cash ?? {},
      availableFunds: mark?.cash[summary.baseCurrency] ?? null,
      initialMargin: null,
      maintenanceMargin: null,
      time: mark?.time ?? null,
    };
    return { body, text: () => accountText(body) };
  });
}

/** Open positions, one row per strategy and symbol. */
export function positions(options: GlobalOptions): Promise<ExitCode> {
  if (isLive(options)) return fromVenue(options, { ask: 'positions' }, positionTable);
  return withSession(options, (_, details) => {
    const open = details.positions().filter((book) => book.state === 'open');
    const body = open.map(
      ({ symbol, quantity, averagePrice, currency, strategyName, updatedTime }) => ({
        symbol,
        quantity,
        averagePrice,
        marketPrice: null,
        unrealisedPnl: null,
        currency,
        strategyName,
        time: updatedTime,
      }),
    );
    return { body, text: () => positionTable(body) };
  });
}

/** Options of `orders`. */
type OrderOptions = GlobalOptions & { readonly all?: boolean; readonly tag?: string };

/** Open orders; ended ones too with `--all`. */
export function orders(options: OrderOptions): Promise<ExitCode> {
  const all = options.all === true;
  const empty = all ? 'No orders.' : 'No open orders. With --all: ended ones too.';
  const wanted = (views: readonly OrderView[]): readonly OrderView[] =>
    options.tag === undefined ? views : views.filter((view) => view.tag === options.tag);
  if (isLive(options)) {
    return fromVenue<readonly OrderView[]>(
      options,
      { ask: 'orders', all },
      (views) => orderTable(views, empty),
      wanted,
    );
  }
  const ended = new Set(['filled', 'canceled', 'expired', 'refused', 'denied', 'not-placed']);
  return withSession(options, (_, details, portfolio) => {
    const views = options.session === undefined ? portfolio.orders().map(viewOf) : details.orders();
    const body = wanted(views.filter((order) => all || !ended.has(order.status)));
    return { body, text: () => orderTable(body, empty) };
  });
}

/** Every execution of the account; of one session with `--session`. */
export function fills(options: GlobalOptions): Promise<ExitCode> {
  if (isLive(options)) return fromVenue<readonly FillBody[]>(options, { ask: 'fills' }, fillTable);
  return withSession(options, (_, details, portfolio) => {
    const source = options.session === undefined ? portfolio : details;
    const body = source.standingFills().map(fillBody);
    return { body, text: () => fillTable(body) };
  });
}

type Shown = { readonly body: unknown; readonly text: () => string };

async function withSession(
  options: GlobalOptions,
  read: (summary: SessionSummary, details: SessionDetails, portfolio: PortfolioDetails) => Shown,
): Promise<ExitCode> {
  const context = verbContext(options);
  const store = readingStore(context);
  try {
    const id = chosenSession(store, options.session ?? drivenSession(context));
    const portfolio = store.portfolio(store.record(id).portfolioId);
    const { body, text } = read(store.session(id), store.details(id), portfolio);
    show(context, body, text);
  } finally {
    store.close();
  }
  return 0;
}

/** A venue that moves by itself is asked; the paper venue, and one that sessions drive, stand in the store. */
function isLive(options: GlobalOptions): boolean {
  if (options.session !== undefined) return false;
  const context = verbContext(options, 'silent');
  return context.config.ACTIVE_EXCHANGE !== 'PAPER' && drivenSession(context) === undefined;
}

/** The last session at a simulator or a recording, whose account ended with it; `undefined` elsewhere, and before the first. */
function drivenSession(context: VerbContext): string | undefined {
  const { config, paths } = context;
  if (config.ACTIVE_EXCHANGE === 'PAPER' || !existsSync(paths.database)) return undefined;
  const { name, driven } = venueNamed(config.ACTIVE_EXCHANGE);
  if (!driven(config)) return undefined;
  const store = readingStore(context);
  try {
    return store.sessions().findLast(({ venue }) => venue === name)?.id;
  } finally {
    store.close();
  }
}

async function fromVenue<Body>(
  options: GlobalOptions,
  question: Question,
  text: (body: Body) => string,
  wanted: (body: Body) => Body = (body) => body,
): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const body = wanted((await withAsker(context, (asker) => asker.ask(question))) as Body);
  show(context, body, () => text(body));
  return 0;
}
