/** An old mark of the equity as if later deposits had been there already. @module */
import { Decimal, type EquityPoint, type LedgerEntry } from '@tradewright/core';

/** Adds what was transferred after the mark, in base currency: transfers in another one had the rate of their day, which is gone. */
export function withTransfers(
  point: EquityPoint,
  entries: readonly LedgerEntry[],
  baseCurrency: string,
): EquityPoint {
  if (point.equity === null) return point;
  let equity = Decimal.from(point.equity);
  for (const { kind, time, postings } of entries) {
    if (kind !== 'external' || time <= point.time) continue;
    for (const { account, currency, amount } of postings)
      if (account === 'equity:transfers' && currency === baseCurrency)
        equity = equity.minus(Decimal.from(amount));
  }
  return { ...point, equity: equity.toString() };
}
