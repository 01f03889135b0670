/** The ledger as an accountant reads it. @module */
import { Decimal, type LedgerEntry } from '@tradewright/core';

/** One posting. `balance` is the sum of its account in its currency up to here; a credit is negative. */
export type LedgerRow = {
  readonly entryId: string;
  /** ms UTC. */
  readonly time: number;
  readonly kind: LedgerEntry['kind'];
  readonly reference: string;
  readonly strategyName: string | null;
  readonly symbol: string | null;
  readonly account: string;
  readonly currency: string;
  readonly amount: string;
  readonly balance: string;
  /** Of a position, in units of its base. */
  readonly quantity: string | null;
  readonly reverses: string | null;
};

/** One row per posting in the order in which they were booked, each with the running balance of its account. */
export function ledgerRows(entries: readonly LedgerEntry[]): readonly LedgerRow[] {
  const balances = new Map<string, Decimal>();
  return entries.flatMap(
    ({ entryId, time, kind, reference, strategyName, symbol, reverses, postings }) =>
      postings.map(({ account, currency, amount, quantity }) => {
        const key = `${account} ${currency}`;
        const balance = (balances.get(key) ?? Decimal.zero).plus(Decimal.from(amount));
        balances.set(key, balance);
        const entry = { entryId, time, kind, reference, strategyName, symbol };
        return {
          ...entry,
          account,
          currency,
          amount,
          balance: balance.toString(),
          quantity,
          reverses,
        };
      }),
  );
}
