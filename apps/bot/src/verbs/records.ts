/** `tradewright account | positions | orders | fills | decisions`: what a session left. @module */
import type { EquityPoint } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import {
  accountText,
  decisionTable,
  fillTable,
  orderTable,
  positionTable,
} from '../output/record-tables.ts';
import {
  chosenSession,
  readingStore,
  show,
  verbContext,
  type GlobalOptions,
} from './verb-context.ts';
import type { SessionDetails, SessionSummary } from '@tradewright/store';

/** Balances at the last mark of the session. */
export function account(options: GlobalOptions): Promise<ExitCode> {
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

/** Open orders; ended ones too with `--all`. */
export function orders(options: GlobalOptions & { readonly all?: boolean }): Promise<ExitCode> {
  const ended = new Set(['filled', 'canceled', 'expired', 'refused', 'denied', 'not-placed']);
  return withSession(options, (_, details) => {
    const body = details
      .orders()
      .filter((order) => options.all === true || !ended.has(order.status));
    const empty =
      options.all === true ? 'No orders.' : 'No open orders. With --all: ended ones too.';
    return { body, text: () => orderTable(body, empty) };
  });
}

/** Every execution of the session. */
export function fills(options: GlobalOptions): Promise<ExitCode> {
  return withSession(options, (_, details) => {
    const body = details
      .fills()
      .map(
        ({
          fillId,
          clientOrderId,
          symbol,
          side,
          quantity,
          price,
          currency,
          commission,
          commissionCurrency,
          liquidity,
          time,
        }) => ({
          fillId,
          clientOrderId,
          symbol,
          side,
          quantity,
          price,
          currency,
          commission,
          commissionCurrency,
          liquidity,
          time,
        }),
      );
    return { body, text: () => fillTable(body) };
  });
}

/** What was decided and how each action ended. */
export function decisions(options: GlobalOptions): Promise<ExitCode> {
  return withSession(options, (_, details) => {
    const body = details.decisions();
    return { body, text: () => decisionTable(body) };
  });
}

type Shown = { readonly body: unknown; readonly text: () => string };

async function withSession(
  options: GlobalOptions,
  read: (summary: SessionSummary, details: SessionDetails) => Shown,
): Promise<ExitCode> {
  const context = verbContext(options);
  const store = readingStore(context);
  try {
    const id = chosenSession(store, options.session);
    const { body, text } = read(store.session(id), store.details(id));
    show(context, body, text);
  } finally {
    store.close();
  }
  return 0;
}
