/** The currencies that a session has to value in its base currency. @module */
import { Decimal, parseSymbol } from '@tradewright/core';
import { isFiat } from '../market/currency-pair.ts';
import type { RunnerParts } from './runner-parts.ts';

/** Those of the symbols, of what is held, was paid and is owed to others, and of cash at the venue; coins there are positions, not cash. */
export function neededCurrencies(
  {
    market,
    portfolioTracker,
    externalHoldings,
    spendCurrencies,
  }: Pick<RunnerParts, 'market' | 'portfolioTracker' | 'externalHoldings' | 'spendCurrencies'>,
  symbols: readonly string[],
): ReadonlySet<string> {
  const needed = new Set(spendCurrencies);
  for (const symbol of symbols) {
    const currency = market.instrument(symbol)?.currency;
    if (currency !== undefined) needed.add(currency);
  }
  for (const book of portfolioTracker.books()) {
    needed.add(book.currency);
    for (const currency of Object.keys(book.fees)) needed.add(currency);
  }
  for (const symbol of externalHoldings.quantities().keys()) needed.add(parseSymbol(symbol).quote);
  const account = portfolioTracker.account();
  if (account?.equity != null) needed.add(account.baseCurrency);
  for (const [currency, cash] of Object.entries(account?.cash ?? {}))
    if (isFiat(currency) && !Decimal.from(cash).isZero()) needed.add(currency);
  return needed;
}
