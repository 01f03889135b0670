/** What the portfolio of a session is worth. @module */
import { Decimal, type AccountSnapshot, type EquityPoint } from '@tradewright/core';
import { valuePortfolio } from '../portfolio/valuation.ts';
import type { RunnerParts } from './runner-parts.ts';

/** Values books and cash at the prices and rates of the moment. */
export class SessionWorth {
  readonly #parts: RunnerParts;
  #opening: Decimal | undefined;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** The worth now; parts of it are `null` while their price or rate is not known. */
  valuation(): EquityPoint {
    // The price of something held may come after the start.
    this.#opening ??= this.#openingOf(this.#parts.portfolioTracker.account());
    return this.#valued(this.#opening);
  }

  #valued(opening: Decimal | undefined): EquityPoint {
    const { clock, baseCurrency, portfolioTracker, market, converter, fxBook } = this.#parts;
    return valuePortfolio({
      time: clock.now(),
      baseCurrency,
      opening,
      openingGain: fxBook.openingGain(),
      external: fxBook.external(),
      cash: portfolioTracker.account()?.cash ?? {},
      books: portfolioTracker.books(),
      quote: (symbol) => market.quote(symbol),
      converter,
    });
  }

  /** The account's worth before everything that the books hold; `undefined` while either is not known. */
  #openingOf(account: AccountSnapshot | undefined): Decimal | undefined {
    const moved = this.#valued(Decimal.zero).equity;
    if (account?.equity == null || moved === null) return undefined;
    const { converter, baseCurrency: base } = this.#parts;
    const equity = Decimal.from(account.equity);
    return converter.convert(equity, account.baseCurrency, base)?.minus(Decimal.from(moved));
  }
}
