/** Balances at a ccxt venue. @module */
import type { AccountSnapshot, Position } from '@tradewright/core';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { ccxtBalanceSchema } from './ccxt-payloads.ts';

/** Whose balances, and when they were asked for. */
export type CcxtIdentity = {
  readonly venue: string;
  readonly accountId: string;
  readonly paper: boolean;
  readonly currency: string;
  readonly time: number;
};

/** Balances by currency; the equity is not known, since no price is asked for here. */
export async function ccxtAccount(
  exchange: Pick<CcxtExchange, 'fetchBalance'>,
  { venue, accountId, paper, currency, time }: CcxtIdentity,
): Promise<AccountSnapshot> {
  const { total, free } = ccxtBalanceSchema.parse(await exchange.fetchBalance());
  return {
    venue,
    accountId,
    paper,
    baseCurrency: currency,
    equity: null,
    cash: total,
    availableFunds: free[currency] ?? null,
    initialMargin: null,
    maintenanceMargin: null,
    time,
  };
}

/** Coins held, as positions against the account's currency. */
export function ccxtPositions(account: AccountSnapshot): readonly Position[] {
  const { venue, accountId, baseCurrency: currency, time } = account;
  return Object.entries(account.cash)
    .filter(([coin, total]) => coin !== currency && total !== '0')
    .map(([coin, quantity]) => ({
      venue,
      accountId,
      symbol: `${coin}/${currency}`,
      quantity,
      averagePrice: null,
      marketPrice: null,
      unrealisedPnl: null,
      currency,
      strategyName: null,
      time,
    }));
}
