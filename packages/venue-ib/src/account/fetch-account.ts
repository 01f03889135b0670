/** Balances and positions of the account. @module */
import { EventName, type Contract } from '@stoqey/ib';
import {
  complete,
  Decimal,
  incomplete,
  TradewrightError,
  type AccountSnapshot,
  type DecimalString,
  type Position,
  type QueryResult,
} from '@tradewright/core';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import { symbolOf } from '../contracts/symbol-of.ts';

/** Which account is asked for, and in which currency it is kept. */
export type AccountFacts = {
  readonly accountId: string;
  readonly paper: boolean;
  readonly baseCurrency: string;
  readonly now: () => number;
};

type SummaryMessage = [
  reqId: number,
  account: string,
  tag: string,
  value: string,
  currency: string,
];

type Row = { readonly tag: string; readonly value: string; readonly currency: string };

const tags = 'NetLiquidation,AvailableFunds,InitMarginReq,MaintMarginReq,$LEDGER:ALL';

/** @throws TradewrightError `VENUE_*` */
export async function fetchAccount(
  connection: IBConnectionManager,
  facts: AccountFacts,
): Promise<AccountSnapshot> {
  const rows: Row[] = [];
  await connection.ask<void>({
    label: 'the account summary',
    priority: 'query',
    start: ({ api, reqId, listen, resolve }) => {
      listen(EventName.accountSummary, (...[id, account, tag, value, currency]: SummaryMessage) => {
        if (id === reqId && account === facts.accountId) rows.push({ tag, value, currency });
      });
      listen(EventName.accountSummaryEnd, (id: number) => {
        if (id !== reqId) return;
        api.cancelAccountSummary(reqId);
        resolve();
      });
      api.reqAccountSummary(reqId, 'All', tags);
    },
    stop: (api, reqId) => api.cancelAccountSummary(reqId),
  });
  return parseAccount(rows, facts);
}

/** Sums in another currency than the account's are not taken for its own; per-currency keys may carry the prefix `$LEDGER-`. */
export function parseAccount(rows: readonly Row[], facts: AccountFacts): AccountSnapshot {
  const { accountId, paper, baseCurrency } = facts;
  const sum = (tag: string): DecimalString | null =>
    exact(rows.find((row) => row.tag === tag && row.currency === baseCurrency)?.value);
  const cash: Record<string, DecimalString> = {};
  for (const { tag, value, currency } of rows) {
    const amount =
      tag.replace('$LEDGER-', '') === 'CashBalance' && currency !== 'BASE' ? exact(value) : null;
    if (amount !== null) cash[currency] = amount;
  }
  return {
    venue: 'IB',
    accountId,
    paper,
    baseCurrency,
    equity: sum('NetLiquidation'),
    cash,
    availableFunds: sum('AvailableFunds'),
    initialMargin: sum('InitMarginReq'),
    maintenanceMargin: sum('MaintMarginReq'),
    time: facts.now(),
  };
}

/**
 * Signed positions. A currency pair is IB's *virtual* position: its cash is in the account's
 * balances already, so the two are never added up.
 */
export async function fetchPositions(
  connection: IBConnectionManager,
  facts: AccountFacts,
): Promise<QueryResult<Position>> {
  const asOf = facts.now();
  const found = new Map<string, Position>();
  let unnamed = 0;
  try {
    await connection.ask<void>({
      label: 'positions',
      priority: 'query',
      start: ({ api, listen, resolve }) => {
        listen(
          EventName.position,
          (account: string, contract: Contract, quantity: number, averageCost?: number) => {
            if (account !== facts.accountId) return;
            const symbol = symbolOf(contract);
            if (symbol === undefined || !Number.isFinite(quantity)) unnamed += 1;
            else if (quantity === 0) found.delete(symbol);
            else
              found.set(symbol, {
                venue: 'IB',
                accountId: account,
                symbol,
                quantity: Decimal.fromMarketNumber(quantity).toString(),
                averagePrice:
                  averageCost !== undefined && Number.isFinite(averageCost)
                    ? Decimal.fromMarketNumber(averageCost).toString()
                    : null,
                marketPrice: null,
                unrealisedPnl: null,
                currency: contract.currency ?? '',
                strategyName: null,
                time: asOf,
              });
          },
        );
        listen(EventName.positionEnd, () => {
          api.cancelPositions();
          resolve();
        });
        api.reqPositions();
      },
    });
  } catch (cause) {
    return incompleteOf(cause, asOf);
  }
  return unnamed === 0
    ? complete([...found.values()], asOf)
    : incomplete(
        'bad-answer',
        `${unnamed} positions were in instruments that cannot be named here.`,
        asOf,
        [...found.values()],
      );
}

/** A failed list query as the value that it must be. @throws what is no venue error */
export function incompleteOf<Item>(
  cause: unknown,
  asOf: number,
  partial: readonly Item[] = [],
): QueryResult<Item> {
  if (!TradewrightError.is(cause)) throw cause;
  const reason =
    cause.code === 'VENUE_TIMEOUT'
      ? 'timeout'
      : cause.code === 'VENUE_NOT_CONNECTED'
        ? 'not-connected'
        : 'venue-error';
  return incomplete(reason, cause.message, asOf, partial);
}

function exact(value: string | undefined): DecimalString | null {
  return Decimal.isDecimalText(value) ? Decimal.from(value).toString() : null;
}
