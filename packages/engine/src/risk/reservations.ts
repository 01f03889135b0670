/** What approved orders hold until they end. @module */
import { Decimal, type OrderIntent, type Side } from '@tradewright/core';
import type { AssetClass } from './risk-caps.ts';

type Reservation = {
  readonly intent: OrderIntent;
  readonly assetClass: AssetClass | undefined;
  readonly reducing: boolean;
  /** Base currency per unit; `undefined` when not known. */
  readonly unitValue: Decimal | undefined;
  remaining: Decimal;
};

/** Reserved entries in base currency, and what may still trade on each side, exits included; `undefined` where an exit has no known worth. */
export type ReservedSums = {
  readonly gross: Decimal;
  readonly buys: Decimal | undefined;
  readonly sells: Decimal | undefined;
  readonly ofSymbol: Decimal;
  readonly ofClass: Decimal;
  readonly ofStrategy: Decimal;
};

/** Nothing is reserved. */
const nothingReserved: ReservedSums = {
  gross: Decimal.zero,
  buys: Decimal.zero,
  sells: Decimal.zero,
  ofSymbol: Decimal.zero,
  ofClass: Decimal.zero,
  ofStrategy: Decimal.zero,
};

/**
 * Reserves value for entries and quantity for reducing orders, so that orders approved one after
 * the other cannot add up past a cap, and two exits cannot both count the same position.
 */
export class Reservations {
  readonly #held = new Map<string, Reservation>();

  hold(reservation: Omit<Reservation, 'remaining'>): void {
    const { intent, assetClass, reducing, unitValue } = reservation;
    const remaining = Decimal.from(intent.quantity);
    this.#held.set(intent.clientOrderId, { intent, assetClass, reducing, unitValue, remaining });
  }

  /** A fill turns reserved value into a position. */
  filled(clientOrderId: string, quantity: Decimal): void {
    const held = this.#held.get(clientOrderId);
    if (held !== undefined)
      held.remaining = Decimal.maximum(Decimal.zero, held.remaining.minus(quantity));
  }

  /** Of what is held, no more than this quantity stays. */
  keepOnly(clientOrderId: string, quantity: Decimal): void {
    const held = this.#held.get(clientOrderId);
    if (held !== undefined) held.remaining = Decimal.minimum(held.remaining, quantity);
  }

  /** The order has ended. */
  release(clientOrderId: string): void {
    this.#held.delete(clientOrderId);
  }

  /**
   * Sums from the view of one order; `undefined` when something counts whose worth is not known. What
   * exits claim beyond the position, once another order has made that smaller, counts as an entry.
   *
   * @param heldAgainst - What the book of an exit still holds on the other side of it.
   */
  sums(
    order: Pick<OrderIntent, 'symbol' | 'strategyName'>,
    assetClass: AssetClass | undefined,
    heldAgainst: (exit: OrderIntent) => Decimal,
  ): ReservedSums | undefined {
    if (this.#held.size === 0) return nothingReserved;
    const sums = { ...nothingReserved };
    const left = new Map<string, Decimal>();
    for (const { intent, remaining, unitValue, reducing, assetClass: own } of this.#held.values()) {
      const value = unitValue === undefined ? undefined : remaining.times(unitValue);
      if (intent.side === 'buy') sums.buys = sumOf(sums.buys, value);
      else sums.sells = sumOf(sums.sells, value);
      const entering = reducing ? beyond(left, intent, remaining, heldAgainst) : remaining;
      if (entering.isZero()) continue;
      if (unitValue === undefined) return undefined;
      const counted = entering.times(unitValue);
      sums.gross = sums.gross.plus(counted);
      if (intent.symbol === order.symbol) sums.ofSymbol = sums.ofSymbol.plus(counted);
      if (own === undefined || own === assetClass) sums.ofClass = sums.ofClass.plus(counted);
      if (intent.strategyName === order.strategyName)
        sums.ofStrategy = sums.ofStrategy.plus(counted);
    }
    return sums;
  }

  /** Quantity that reducing orders of this strategy already claim. */
  reducingQuantity(strategyName: string | null, symbol: string, side: Side): Decimal {
    let sum = Decimal.zero;
    for (const { intent, reducing, remaining } of this.#held.values()) {
      if (!reducing || intent.symbol !== symbol || intent.side !== side) continue;
      if (intent.strategyName === strategyName) sum = sum.plus(remaining);
    }
    return sum;
  }

  /** Adds the symbols with a reserved entry. */
  addEntrySymbols(symbols: Set<string>): void {
    for (const { intent, reducing } of this.#held.values()) {
      if (!reducing) symbols.add(intent.symbol);
    }
  }

  /** True when the strategy waits for an entry in the symbol. */
  hasEntry(strategyName: string | null, symbol: string): boolean {
    for (const { intent, reducing } of this.#held.values()) {
      if (!reducing && intent.symbol === symbol && intent.strategyName === strategyName)
        return true;
    }
    return false;
  }
}

function sumOf(sum: Decimal | undefined, value: Decimal | undefined): Decimal | undefined {
  return value === undefined ? undefined : sum?.plus(value);
}

/** The part of an exit that the position no longer covers; `left` keeps what earlier exits left of it. */
function beyond(
  left: Map<string, Decimal>,
  exit: OrderIntent,
  remaining: Decimal,
  heldAgainst: (exit: OrderIntent) => Decimal,
): Decimal {
  const key = `${exit.strategyName ?? ''} ${exit.symbol} ${exit.side}`;
  const held = left.get(key) ?? heldAgainst(exit);
  const covered = Decimal.minimum(held, remaining);
  left.set(key, held.minus(covered));
  return remaining.minus(covered);
}
