/** What a session is held against: holding, and twins that trade as much and know nothing. @module */
import type { Random } from '@tradewright/core';
import type { MarketPath } from './market-path.ts';

/** Where a value lies among those of its twins. `share` is of twins that did at least as well: small where skill shows. */
export type TwinComparison = {
  readonly value: number;
  readonly twins: readonly number[];
  readonly share: number;
};

/** Money made by holding positions over price changes, costs apart. */
export function grossPnl({ positions, changes }: MarketPath): number {
  return positions.reduce((sum, position, index) => sum + position * (changes[index] ?? 0), 0);
}

/** The change of value per period of holding the session's average exposure from beginning to end. */
export function buyAndHold(path: MarketPath, feeBps: number): readonly number[] {
  const [first = 0] = path.prices;
  const exposures = path.positions.map((position, index) =>
    Math.abs(position * (path.prices[index] ?? 0)),
  );
  const average = exposures.reduce((sum, one) => sum + one, 0) / Math.max(1, exposures.length);
  const quantity = first > 0 ? average / first : 0;
  const fee = (average * feeBps) / 10_000;
  return path.changes.map(
    (change, index) =>
      quantity * change - (index === 0 ? fee : 0) - (index === path.changes.length - 1 ? fee : 0),
  );
}

/** As many holdings, as long and as large, entered at random times. */
export function randomEntryTwin(path: MarketPath, random: Random): number {
  const holdings = holdingsOf(path.positions);
  const length = path.positions.length;
  const free = length - holdings.reduce((sum, { sizes }) => sum + sizes.length, 0);
  const cuts = holdings.map(() => random.integer(0, free)).toSorted((one, other) => one - other);
  const order = shuffled(holdings, random);
  let used = 0;
  return order.reduce((sum, { sizes }, index) => {
    const start = (cuts[index] ?? 0) + used;
    used += sizes.length;
    return (
      sum + sizes.reduce((part, size, step) => part + size * (path.changes[start + step] ?? 0), 0)
    );
  }, 0);
}

/** The same positions over a market whose stretches come in another order: what was foreseen is gone, its habits are kept. */
export function permutedTwin(path: MarketPath, random: Random, block = 24): number {
  const blocks: (readonly number[])[] = [];
  for (let start = 0; start < path.changes.length; start += block)
    blocks.push(path.changes.slice(start, start + block));
  const changes = shuffled(blocks, random).flat();
  return grossPnl({ ...path, changes });
}

/** Compares over all symbols at once. */
export function compareWithTwins(
  paths: readonly MarketPath[],
  twin: (path: MarketPath) => number,
  count: number,
): TwinComparison {
  const value = paths.reduce((sum, path) => sum + grossPnl(path), 0);
  const twins = Array.from({ length: count }, () =>
    paths.reduce((sum, path) => sum + twin(path), 0),
  );
  const better = twins.filter((one) => one >= value).length;
  // The session itself is one of the ways in which it could have come out.
  return { value, twins, share: (better + 1) / (count + 1) };
}

type Holding = { readonly sizes: readonly number[] };

/** Stretches in which something was held without a break. */
function holdingsOf(positions: readonly number[]): readonly Holding[] {
  const holdings: { sizes: number[] }[] = [];
  positions.forEach((position, index) => {
    if (position === 0) return;
    const before = index === 0 ? 0 : (positions[index - 1] ?? 0);
    if (before === 0) holdings.push({ sizes: [] });
    holdings.at(-1)?.sizes.push(position);
  });
  return holdings;
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [result[last], result[other]] = [result[other] as Item, result[last] as Item];
  }
  return result;
}
