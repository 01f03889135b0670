/** @module */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  momentsOf,
  normalCdf,
  normalQuantile,
  probabilisticSharpe,
} from './sharpe-ratio.ts';

/** The example of the paper: 2.5 a year over 1,250 days, 100 trials whose yearly ratios vary by one half. */
const yearly = 2.5 / Math.sqrt(250);
const variance = 0.5 / 250;
const skewed = { count: 1_250, skewness: -3, kurtosis: 10 };
const normal = { count: 1_250, skewness: 0, kurtosis: 3 };

describe('the deflated Sharpe ratio', () => {
  test('is that of Bailey and López de Prado in their example', () => {
    expect(expectedMaximumSharpe(100, variance)).toBeCloseTo(0.1132, 4);
    expect(deflatedSharpe(yearly, skewed, { trials: 100, variance })).toBeCloseTo(0.9004, 3);
    // Their remark: 46 trials would have passed at 95 percent, with normal returns 88.
    expect(deflatedSharpe(yearly, skewed, { trials: 46, variance })).toBeCloseTo(0.9505, 3);
    expect(deflatedSharpe(yearly, normal, { trials: 88, variance })).toBeCloseTo(0.9505, 3);
  });

  test('is the probabilistic one for a single trial', () => {
    const one = deflatedSharpe(yearly, skewed, { trials: 1, variance });
    expect(one).toBe(probabilisticSharpe(yearly, 0, skewed));
  });

  test('never rises with the number of trials', () => {
    const trials = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(trials, trials, (one, other) => {
        const [few, many] = [Math.min(one, other), Math.max(one, other)];
        const at = (count: number) => deflatedSharpe(yearly, skewed, { trials: count, variance });
        expect(at(many)).toBeLessThanOrEqual(at(few) + 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});

describe('moments', () => {
  test('are those of the values', () => {
    expect(momentsOf([1, 2, 3, 4, 10])).toEqual({
      count: 5,
      mean: 4,
      deviation: Math.sqrt(12.5),
      skewness: expect.closeTo(1.1384, 4) as number,
      kurtosis: expect.closeTo(2.788, 4) as number,
    });
  });

  test.for([[[]], [[1, 2]], [[3, 3, 3, 3]]])('of %j are not known', ([values]) => {
    expect(momentsOf(values ?? [])).toBeNull();
  });
});

describe('the normal distribution', () => {
  test.for([
    [0, 0.5],
    [1, 0.841344746],
    [-1.959963985, 0.025],
    [3, 0.998650102],
  ] as const)('at %d is %d, and back', ([value, probability]) => {
    expect(normalCdf(value)).toBeCloseTo(probability, 6);
    expect(normalQuantile(probability)).toBeCloseTo(value, 4);
  });
});
