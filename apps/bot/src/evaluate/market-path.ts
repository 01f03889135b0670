/** Where a market and a book stood at each mark of a session. @module */
import type { Fill } from '@tradewright/core';

/** One symbol over the periods between marks: the mark before each period, the position held into it, the price change over it. */
export type MarketPath = {
  readonly symbol: string;
  readonly prices: readonly number[];
  /** Signed, in units of the base; one per period. */
  readonly positions: readonly number[];
  /** Price change per period. */
  readonly changes: readonly number[];
};

/** One price of one symbol at a time, ms. */
export type PricePoint = { readonly time: number; readonly price: number };

/** Prices as last seen at each mark, and what was held then. Periods before the first price change nothing. */
export function marketPath(
  symbol: string,
  marks: readonly number[],
  { points, fills }: { readonly points: readonly PricePoint[]; readonly fills: readonly Fill[] },
): MarketPath {
  const prices = lastAt(
    marks,
    points.map(({ time, price }) => [time, price]),
  );
  const first = prices.find((price) => price !== undefined) ?? 0;
  const filled = prices.map((price) => price ?? first);
  let held = 0;
  const steps = fills
    .filter((fill) => fill.symbol === symbol)
    .map((fill): readonly [number, number] => {
      held += (fill.side === 'buy' ? 1 : -1) * Number(fill.quantity);
      return [fill.time, held];
    });
  const positions = lastAt(marks, steps).map((position) => position ?? 0);
  return {
    symbol,
    prices: filled,
    positions: positions.slice(0, -1),
    changes: filled.slice(1).map((price, index) => price - (filled[index] ?? price)),
  };
}

function lastAt(
  times: readonly number[],
  steps: readonly (readonly [time: number, value: number])[],
): readonly (number | undefined)[] {
  let next = 0;
  let value: number | undefined;
  return times.map((time) => {
    for (let step = steps[next]; step !== undefined && step[0] <= time; step = steps[next]) {
      [, value] = step;
      next += 1;
    }
    return value;
  });
}
