/** Intervals for sums of values that hang together. @module */
import type { Random } from '@tradewright/core';

/** A sum with its interval, and how often resampling gave a sum above zero. */
export type SumInterval = {
  readonly sum: number;
  readonly low: number;
  readonly high: number;
  readonly shareAboveZero: number;
};

/** How to resample. `meanBlock` is the mean length of a stretch, in values. */
export type BootstrapOptions = {
  readonly random: Random;
  readonly resamples?: number;
  readonly meanBlock?: number;
  readonly level?: number;
};

/** The stationary bootstrap of Politis and Romano (1994): stretches of random length keep what hangs together together. */
export function bootstrapSum(values: readonly number[], options: BootstrapOptions): SumInterval {
  const { random, resamples = 1_000, meanBlock = 12, level = 0.9 } = options;
  const sum = values.reduce((total, value) => total + value, 0);
  const count = values.length;
  if (count === 0) return { sum: 0, low: 0, high: 0, shareAboveZero: 0 };
  const sums = Array.from({ length: resamples }, () => {
    let total = 0;
    let at = random.integer(0, count - 1);
    for (let taken = 0; taken < count; taken += 1) {
      total += values[at] ?? 0;
      at = random.next() < 1 / meanBlock ? random.integer(0, count - 1) : (at + 1) % count;
    }
    return total;
  }).toSorted((one, other) => one - other);
  const at = (share: number): number =>
    sums[Math.min(resamples - 1, Math.max(0, Math.round(share * (resamples - 1))))] ?? sum;
  return {
    sum,
    low: at((1 - level) / 2),
    high: at(1 - (1 - level) / 2),
    shareAboveZero: sums.filter((one) => one > 0).length / resamples,
  };
}
