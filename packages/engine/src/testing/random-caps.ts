/** Random caps, and random ways to tighten them. @module */
import { Decimal, decimal, type SeededRandom } from '@tradewright/core';
import type { AssetClass, ClassCaps, RiskCaps } from '../risk/risk-caps.ts';

/** Each optional cap is on in about a third of the cases. */
export function randomCaps(random: SeededRandom): RiskCaps {
  const maybe = <Value>(value: Value): Value | null => (random.next() < 0.35 ? value : null);
  const sum = (least: number, most: number) => decimal(String(random.integer(least, most)));
  const order = random.integer(500, 20_000);
  const ofClass = (): ClassCaps => ({
    maxExposure: maybe(sum(1_000, 40_000)),
    maxSpreadPercent: maybe(random.integer(1, 40) / 100),
    minTopOfBookNotional: maybe(sum(0, 100_000)),
    minQuoteSize: maybe(random.integer(0, 3_000)),
    maxSlippagePercent: maybe(random.integer(1, 200) / 100),
    thinBookNotional: maybe(sum(1, 100_000)),
    collarPercent: maybe(random.integer(1, 20)),
    minRewardRisk: maybe(random.integer(5, 30) / 10),
    minStopPercent: maybe(random.integer(0, 10) / 10),
    maxStopPercent: maybe(random.integer(5, 40)),
    allowShort: random.next() < 0.7,
    minimumParcels: random.next() < 0.5 ? { AUD: decimal('500') } : {},
  });
  return {
    maxOrderValue: decimal(String(order)),
    orderValueBuffer: sum(0, 50),
    minTradeSize: sum(0, 450),
    maxTotalExposure: sum(order, 50_000),
    maxPositions: random.integer(1, 5),
    maxDailyLoss: decimal('1000'),
    maxDailyLossPercent: null,
    allowedSymbols: random.next() < 0.8 ? [] : ['BHP/AUD', 'EUR/USD'],
    allowedClasses: random.next() < 0.8 ? [] : ['equity', 'fx'],
    maxNetExposure: maybe(sum(1_000, 30_000)),
    maxSymbolExposure: maybe(sum(1_000, 30_000)),
    buckets: [['BHP/AUD', 'CSL/AUD', 'TM/JPY']],
    maxPerBucket: maybe(random.integer(1, 2)),
    maxOrdersPerMinute: maybe(random.integer(3, 60)),
    allocatedCapital: random.next() < 0.5 ? { one: sum(1_000, 20_000) } : {},
    classes: { equity: ofClass(), fx: ofClass(), crypto: ofClass() },
  };
}

const sums = [
  'maxOrderValue',
  'maxTotalExposure',
  'maxNetExposure',
  'maxSymbolExposure',
  'maxDailyLoss',
] as const;
const classSums = ['maxExposure'] as const;
const classNumbers = ['maxSpreadPercent', 'maxSlippagePercent', 'collarPercent'] as const;
const classMinimums = ['minQuoteSize', 'minRewardRisk', 'minStopPercent'] as const;

/** A change of one cap that allows less. */
export function tighterCap(caps: RiskCaps, random: SeededRandom): Partial<RiskCaps> {
  const share = 0.05 + 0.9 * random.next();
  const scaled = (text: string | null | undefined) =>
    decimal(
      Decimal.from(text ?? '1000')
        .times(Decimal.fromMarketNumber(Number(share.toFixed(3))))
        .toString(),
    );
  const pick = <Item>(items: readonly Item[]): Item =>
    items[random.integer(0, items.length - 1)] as Item;
  const name = pick(['equity', 'fx', 'crypto'] as const satisfies readonly AssetClass[]);
  const own = caps.classes?.[name] ?? {};
  const ofClass = (change: ClassCaps): Partial<RiskCaps> => ({
    classes: { ...caps.classes, [name]: { ...own, ...change } },
  });
  switch (random.integer(0, 5)) {
    case 0: {
      const cap = pick(sums);
      return { [cap]: scaled(caps[cap]) };
    }
    case 1:
      return { minTradeSize: decimal(String(Number(caps.minTradeSize) + random.integer(1, 500))) };
    case 2: {
      const cap = pick(classSums);
      return ofClass({ [cap]: scaled(own[cap]) });
    }
    case 3: {
      const cap = pick(classNumbers);
      return ofClass({ [cap]: (own[cap] ?? 1) * share });
    }
    case 4: {
      const cap = pick(classMinimums);
      return ofClass({ [cap]: (own[cap] ?? 0) + 1 + random.next() });
    }
    default:
      return caps.maxPositions > 1
        ? { maxPositions: caps.maxPositions - 1 }
        : { allowedSymbols: [caps.allowedSymbols[0] ?? 'TM/JPY'] };
  }
}
