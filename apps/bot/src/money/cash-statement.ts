/** The venue's cash against the ledger of a portfolio, from its records. @module */
import { Decimal, type AccountSnapshot } from '@tradewright/core';
import { cashLines, pendingFees, type CashLine } from '@tradewright/engine';
import type { PortfolioDetails } from '@tradewright/store';

/** What is compared with. */
export type CashStatementOptions = {
  readonly portfolio: Pick<
    PortfolioDetails,
    'ledgerEntries' | 'positions' | 'fills' | 'commissions' | 'orders'
  >;
  readonly pairsAreCash: boolean;
  readonly tolerances: Readonly<Record<string, string>>;
};

/** One line per currency; empty before the portfolio has a ledger. */
export function cashStatement(
  account: AccountSnapshot,
  { portfolio, pairsAreCash, tolerances }: CashStatementOptions,
): readonly CashLine[] {
  const ledger = new Map<string, Decimal>();
  for (const { account: name, currency, amount } of portfolio
    .ledgerEntries()
    .flatMap(({ postings }) => postings))
    if (name.startsWith('cash:'))
      ledger.set(currency, (ledger.get(currency) ?? Decimal.zero).plus(Decimal.from(amount)));
  if (ledger.size === 0) return [];
  const paid = new Set(portfolio.commissions().map(({ fillId }) => fillId));
  const unpaid = portfolio
    .fills()
    .filter(({ fillId, commission }) => commission === null && !paid.has(fillId));
  return cashLines({
    account,
    ledger,
    books: portfolio.positions(),
    pairsAreCash,
    pendingFees: pendingFees(unpaid, { estimate: () => undefined }),
    owed: new Set(
      portfolio
        .orders()
        .filter(({ life }) => life === 'unknown')
        .flatMap(({ intent }) => intent.symbol.split('/')),
    ),
    tolerances,
  });
}
