/** What approved orders hold until they end. @module */
import { Decimal, type OrderIntent, type Side } from '@tradewright/core';

type Reservation = {
  readonly symbol: string;
  readonly side: Side;
  readonly strategyName: string | null;
  readonly reducing: boolean;
  readonly unitValue: Decimal;
  remaining: Decimal;
};

/**
 * Reserves value for entries and quantity for reducing orders, so that orders approved one after
 * the other cannot add up past a cap, and two exits cannot both count the same position.
 */
export class Reservations {
  readonly #held = new Map<string, Reservation>();

  /** @param unitValue - Base currency per unit; ignored for a reducing order. */
  hold(intent: OrderIntent, reducing: boolean, unitValue: Decimal): void {
    const { symbol, side, strategyName } = intent;
    const remaining = Decimal.from(intent.quantity);
    this.#held.set(intent.clientOrderId, {
      symbol,
      side,
      strategyName,
      reducing,
      unitValue,
      remaining,
    });
  }

  /** A fill turns reserved value into a position. */
  filled(clientOrderId: string, quantity: Decimal): void {
    const held = this.#held.get(clientOrderId);
    if (held !== undefined)
      held.remaining = Decimal.maximum(Decimal.zero, held.remaining.minus(quantity));
  }

  /** The order has ended. */
  release(clientOrderId: string): void {
    this.#held.delete(clientOrderId);
  }

  /** Reserved value in base currency. */
  value(): Decimal {
    let sum = Decimal.zero;
    for (const held of this.#held.values()) {
      if (!held.reducing) sum = sum.plus(held.remaining.times(held.unitValue));
    }
    return sum;
  }

  /** Quantity that reducing orders of this strategy already claim. */
  reducingQuantity(strategyName: string | null, symbol: string, side: Side): Decimal {
    let sum = Decimal.zero;
    for (const held of this.#held.values()) {
      if (
        held.reducing &&
        held.symbol === symbol &&
        held.side === side &&
        held.strategyName === strategyName
      ) {
        sum = sum.plus(held.remaining);
      }
    }
    return sum;
  }

  /** Symbols with a reserved entry. */
  entrySymbols(): ReadonlySet<string> {
    return new Set(
      [...this.#held.values()].filter((held) => !held.reducing).map((held) => held.symbol),
    );
  }
}
