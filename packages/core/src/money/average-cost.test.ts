import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averageCost, tradeAtAverageCost, type Holding } from './average-cost.ts';
import { Decimal } from './decimal.ts';

const flat: Holding = { quantity: Decimal.zero, cost: Decimal.zero };

function trades(...steps: readonly (readonly [string, string])[]): {
  holding: Holding;
  realised: string;
} {
  let holding = flat;
  let realised = Decimal.zero;
  for (const [quantity, price] of steps) {
    const move = tradeAtAverageCost(holding, Decimal.from(quantity), Decimal.from(price));
    holding = move.holding;
    realised = realised.plus(move.realised);
  }
  return { holding, realised: realised.toString() };
}

describe('tradeAtAverageCost', () => {
  test('defect D: a short of 100 at 50 covered at 40 earns 1000 and is flat', () => {
    const { holding, realised } = trades(['-100', '50'], ['100', '40']);
    expect(realised).toBe('1000');
    expect(holding.quantity.isZero()).toBe(true);
    expect(holding.cost.isZero()).toBe(true);
  });

  test.for([
    [
      'a long adds up to its average',
      [
        ['100', '10'],
        ['100', '20'],
      ],
      '0',
      '15',
    ],
    [
      'a part of a long realises its part',
      [
        ['100', '10'],
        ['-40', '15'],
      ],
      '200',
      '10',
    ],
    [
      'a part of a short realises its part',
      [
        ['-100', '10'],
        ['40', '15'],
      ],
      '-200',
      '10',
    ],
    [
      'a flip through zero realises the old side and opens the new one at the price',
      [
        ['100', '10'],
        ['-150', '12'],
      ],
      '200',
      '12',
    ],
  ] as const)('%s', ([, steps, realised, average]) => {
    const result = trades(...steps);
    expect(result.realised).toBe(realised);
    expect(averageCost(result.holding)?.toString()).toBe(average);
  });

  test('cost moved, cash and realised gain balance for any history', () => {
    const cents = fc.integer({ min: 1, max: 5_000_000 }).map((value) => (value / 100).toFixed(2));
    const lots = fc
      .integer({ min: -5_000, max: 5_000 })
      .filter((value) => value !== 0)
      .map((value) => (value / 1000).toFixed(3));
    fc.assert(
      fc.property(fc.array(fc.tuple(lots, cents), { maxLength: 30 }), (steps) => {
        let holding = flat;
        for (const [quantity, price] of steps) {
          const moved = Decimal.from(quantity);
          const move = tradeAtAverageCost(holding, moved, Decimal.from(price));
          const cash = moved.times(Decimal.from(price)).negated();
          expect(move.costMoved.plus(cash).minus(move.realised).isZero()).toBe(true);
          holding = move.holding;
          expect(holding.quantity.isZero()).toBe(holding.cost.isZero());
        }
      }),
      { numRuns: 500 },
    );
  });
});
