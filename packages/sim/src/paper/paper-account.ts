/** Cash and holdings of the paper account. @module */
import {
  Decimal,
  tradeAtAverageCost,
  type DecimalString,
  type Holding,
  type Side,
} from '@tradewright/core';

/** The account as plain data, for the durable copy. */
export type PaperAccountState = {
  readonly cash: Readonly<Record<string, string>>;
  readonly holdings: Readonly<Record<string, { readonly quantity: string; readonly cost: string }>>;
};

/** Moves cash and holdings with each execution. Nothing else changes them. */
export class PaperAccount {
  readonly #cash = new Map<string, Decimal>();
  readonly #holdings = new Map<string, Holding>();

  constructor(state: PaperAccountState) {
    for (const [currency, value] of Object.entries(state.cash))
      this.#cash.set(currency, Decimal.from(value));
    for (const [symbol, holding] of Object.entries(state.holdings)) {
      this.#holdings.set(symbol, {
        quantity: Decimal.from(holding.quantity),
        cost: Decimal.from(holding.cost),
      });
    }
  }

  cash(currency: string): Decimal {
    return this.#cash.get(currency) ?? Decimal.zero;
  }

  holding(symbol: string): Holding {
    return this.#holdings.get(symbol) ?? { quantity: Decimal.zero, cost: Decimal.zero };
  }

  /** Symbols with a holding that is not flat, with the holding. */
  holdings(): readonly (readonly [string, Holding])[] {
    return [...this.#holdings].filter(([, holding]) => !holding.quantity.isZero());
  }

  /** Books an execution and its fee, both in the quote currency. */
  trade(
    symbol: string,
    currency: string,
    trade: {
      readonly side: Side;
      readonly quantity: Decimal;
      readonly price: Decimal;
      readonly fee: Decimal;
    },
  ): void {
    const moved = trade.side === 'buy' ? trade.quantity : trade.quantity.negated();
    this.#holdings.set(
      symbol,
      tradeAtAverageCost(this.holding(symbol), moved, trade.price).holding,
    );
    this.#cash.set(currency, this.cash(currency).minus(moved.times(trade.price)).minus(trade.fee));
  }

  /** Text of the cash per currency. */
  balances(): Readonly<Record<string, DecimalString>> {
    const balances: Record<string, DecimalString> = {};
    for (const [currency, value] of this.#cash) balances[currency] = value.toString();
    return balances;
  }

  /** True when cash in another currency is held. */
  holdsOtherThan(currency: string): boolean {
    for (const [code, value] of this.#cash) if (code !== currency && !value.isZero()) return true;
    return false;
  }

  state(): PaperAccountState {
    return {
      cash: this.balances(),
      holdings: Object.fromEntries(
        [...this.#holdings].map(([symbol, { quantity, cost }]) => [
          symbol,
          { quantity: quantity.toString(), cost: cost.toString() },
        ]),
      ),
    };
  }
}
