/** What the paper venue says of an account. @module */
import {
  Decimal,
  midOf,
  type AccountSnapshot,
  type Instrument,
  type Position,
  type Quote,
} from '@tradewright/core';
import type { PaperAccount } from './paper-account.ts';

/** What a statement rests on. */
export type StatementInput = {
  readonly venue: string;
  readonly accountId: string;
  readonly time: number;
  readonly quote: (symbol: string) => Quote | undefined;
  readonly instrument: (symbol: string) => Instrument | undefined;
};

/** Holdings at the mid of the last quote. */
export function paperPositions(account: PaperAccount, input: StatementInput): readonly Position[] {
  const { venue, accountId, time } = input;
  return account.holdings().map(([symbol, { quantity, cost }]) => {
    const quote = input.quote(symbol);
    const mark = quote === undefined ? null : midOf(quote);
    return {
      venue,
      accountId,
      symbol,
      quantity: quantity.toString(),
      averagePrice: cost.dividedToPlaces(quantity, 12).toString(),
      marketPrice: mark,
      unrealisedPnl:
        mark === null ? null : mark * quantity.toMarketNumber() - cost.toMarketNumber(),
      currency: currencyOf(symbol, input),
      strategyName: null,
      time,
    };
  });
}

/** Balances. Equity is `null` when something is held in a currency other than the base: there are no rates here. */
export function paperSnapshot(
  account: PaperAccount,
  input: StatementInput,
  baseCurrency: string,
  free: Decimal,
): AccountSnapshot {
  const { venue, accountId, time } = input;
  return {
    venue,
    accountId,
    paper: true,
    baseCurrency,
    equity: equityOf(account, input, baseCurrency)?.toString() ?? null,
    cash: account.balances(),
    availableFunds: free.toString(),
    initialMargin: null,
    maintenanceMargin: null,
    time,
  };
}

function equityOf(
  account: PaperAccount,
  input: StatementInput,
  baseCurrency: string,
): Decimal | undefined {
  if (account.holdsOtherThan(baseCurrency)) return undefined;
  let equity = account.cash(baseCurrency);
  for (const [symbol, { quantity }] of account.holdings()) {
    const quote = input.quote(symbol);
    const mark = quote === undefined ? null : midOf(quote);
    if (mark === null || currencyOf(symbol, input) !== baseCurrency) return undefined;
    equity = equity.plus(quantity.times(Decimal.fromMarketNumber(mark)));
  }
  return equity;
}

function currencyOf(symbol: string, input: StatementInput): string {
  return input.instrument(symbol)?.currency ?? symbol.slice(symbol.indexOf('/') + 1);
}
