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
    const today = Math.floor(time / dayMs);
    const date = new Date(time);
    const monthStart = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / dayMs;
    let month = Decimal.zero;
    let thirtyDays = Decimal.zero;
    for (const [day, value] of this.#days.get(currency) ?? []) {
      if (day > today) continue;
      if (day >= monthStart) month = month.plus(value);
      if (day > today - trailingDays) thirtyDays = thirtyDays.plus(value);
    }
    return { month, thirtyDays };
  }
}
