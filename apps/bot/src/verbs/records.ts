/** `tradewright account | positions | orders | fills | decisions`: the account now; on PAPER, and with `--session`, what a session left. @module */
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
} from './verb-context.ts';
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
    const body = source.fills().map(fillBody);
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
    const id = chosenSession(store, options.session);
    const portfolio = store.portfolio(store.record(id).portfolioId);
    const { body, text } = read(store.session(id), store.details(id), portfolio);
    show(context, body, text);
  } finally {
    store.close();
  }
  return 0;
}

/** A venue that moves by itself is asked; the paper venue stands in the store. */
function isLive(options: GlobalOptions): boolean {
  return (
    options.session === undefined &&
    verbContext(options, 'silent').config.ACTIVE_EXCHANGE !== 'PAPER'
  );
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
