/** The equity now, at the start of the day and at its peak. @module */
import { Decimal, type EquityPoint } from '@tradewright/core';

const dayMs = 86_400_000;

/** Days are UTC. An equity that is not known leaves start and peak as they are. */
export class EquityWatch {
  #now: Decimal | undefined;
  #peak: Decimal | undefined;
  #day: { readonly start: number; readonly equity: Decimal } | undefined;

  /** The first known equity of a day is what its loss is measured from. */
  onEquity(point: EquityPoint): void {
    this.#now = point.equity === null ? undefined : Decimal.from(point.equity);
    if (this.#now === undefined) return;
    const start = Math.floor(point.time / dayMs) * dayMs;
    if (this.#day?.start !== start) this.#day = { start, equity: this.#now };
    if (this.#peak === undefined || this.#now.isGreaterThan(this.#peak)) this.#peak = this.#now;
  }

  /** Money that came or went is neither gain nor loss: what both are measured from moves with it. */
  onTransfer(sum: Decimal): void {
    if (this.#day !== undefined) this.#day = { ...this.#day, equity: this.#day.equity.plus(sum) };
    this.#peak = this.#peak?.plus(sum);
    this.#now = this.#now?.plus(sum);
  }

  now(): Decimal | undefined {
    return this.#now;
  }

  dayStart(): Decimal | undefined {
    return this.#day?.equity;
  }

  peak(): Decimal | undefined {
    return this.#peak;
  }
}
