/** What was traded in the last weeks. @module */
import { Decimal, type Fill } from '@tradewright/core';
import type { TradedVolume } from './fees/fee-schedule.ts';

const dayMs = 86_400_000;
const trailingDays = 30;
const keptDays = 62;

/** Value of fills per currency and UTC day; tiers of price lists rest on it. */
export class VolumeLog {
  readonly #days = new Map<string, Map<number, Decimal>>();

  add(fill: Pick<Fill, 'price' | 'quantity' | 'currency' | 'time'>): void {
    const day = Math.floor(fill.time / dayMs);
    const days = this.#days.get(fill.currency) ?? new Map<number, Decimal>();
    const value = Decimal.from(fill.price).times(Decimal.from(fill.quantity));
    days.set(day, (days.get(day) ?? Decimal.zero).plus(value));
    for (const old of days.keys()) if (old < day - keptDays) days.delete(old);
    this.#days.set(fill.currency, days);
  }

  /** @param time - ms UTC; what came after it is not counted. */
  volume(currency: string, time: number): TradedVolume {
    return new VolumeUntil(this.#days.get(currency) ?? noDays, time);
  }
}

const noDays: ReadonlyMap<number, Decimal> = new Map<number, Decimal>();

/** Summed up only for a price list that asks: most do not. */
class VolumeUntil implements TradedVolume {
  readonly #days: ReadonlyMap<number, Decimal>;
  readonly #time: number;

  constructor(days: ReadonlyMap<number, Decimal>, time: number) {
    this.#days = days;
    this.#time = time;
  }

  get month(): Decimal {
    const date = new Date(this.#time);
    return this.#since(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / dayMs);
  }

  get thirtyDays(): Decimal {
    return this.#since(Math.floor(this.#time / dayMs) - trailingDays + 1);
  }

  #since(firstDay: number): Decimal {
    const today = Math.floor(this.#time / dayMs);
    let sum = Decimal.zero;
    for (const [day, value] of this.#days)
      if (day >= firstDay && day <= today) sum = sum.plus(value);
    return sum;
  }
}
