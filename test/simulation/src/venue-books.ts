/** The truth at the venue, which only the judge can see. @module */
import {
  Decimal,
  endedLives,
  type Fill,
  type OrderIntent,
  type TraderEvents,
} from '@tradewright/core';
import type { StageVenue } from './stage.ts';

/** Counts what the venue really did, untouched by any fault of the wire. */
export class VenueBooks {
  /** Every order that a process has put on the wire, by its client id. */
  readonly sent = new Map<string, OrderIntent>();
  /** Every execution, in order. */
  readonly executions: Fill[] = [];
  readonly #ended = new Set<string>();
  readonly #filled = new Map<string, Decimal>();
  readonly #positions = new Map<string, Decimal>();
  readonly #prices = new Map<string, Decimal>();

  constructor(venue: StageVenue) {
    venue.on('fill', (fill) => this.#onFill(fill));
    venue.on('order', (report) => this.#onOrder(report));
  }

  onPrice(symbol: string, price: number): void {
    this.#prices.set(symbol, Decimal.fromMarketNumber(price));
  }

  /** The order will never be at the venue: it was lost on the way or refused. */
  onNever(clientOrderId: string): void {
    this.#ended.add(clientOrderId);
  }

  /** True when the order can fill no more. */
  isOver(clientOrderId: string): boolean {
    return this.#ended.has(clientOrderId);
  }

  filled(clientOrderId: string): Decimal {
    return this.#filled.get(clientOrderId) ?? Decimal.zero;
  }

  position(symbol: string): Decimal {
    return this.#positions.get(symbol) ?? Decimal.zero;
  }

  /** Positions at the last price and every entry that was sent and may still fill, in base currency. */
  worstExposure(): Decimal {
    let sum = Decimal.zero;
    for (const [symbol, price] of this.#prices)
      sum = sum.plus(this.position(symbol).absolute().times(price));
    for (const [id, intent] of this.sent) {
      if (intent.purpose !== 'entry' || this.#ended.has(id)) continue;
      const left = Decimal.from(intent.quantity).minus(this.filled(id));
      const price = this.#prices.get(intent.symbol) ?? Decimal.zero;
      sum = sum.plus(
        left.times(intent.limitPrice === null ? price : Decimal.from(intent.limitPrice)),
      );
    }
    return sum;
  }

  #onFill(fill: Fill): void {
    this.executions.push(fill);
    const quantity = Decimal.from(fill.quantity);
    const signed = fill.side === 'buy' ? quantity : Decimal.zero.minus(quantity);
    this.#positions.set(fill.symbol, this.position(fill.symbol).plus(signed));
    if (fill.clientOrderId === null) return;
    this.#filled.set(fill.clientOrderId, this.filled(fill.clientOrderId).plus(quantity));
  }

  #onOrder(report: TraderEvents['order']): void {
    if (report.clientOrderId !== null && endedLives.has(report.life))
      this.#ended.add(report.clientOrderId);
  }
}
