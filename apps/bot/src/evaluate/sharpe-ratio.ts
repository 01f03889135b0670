/** Sharpe ratios that know how they were found. Per period, never annualised; kurtosis is raw, 3 for the normal. @module */

/** Moments of returns per period; `null` where there are too few to say. */
export type Moments = {
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
  readonly skewness: number;
  readonly kurtosis: number;
};

/** Mean, deviation (of the sample), skewness and raw kurtosis. `null` for fewer than three values or no variation. */
export function momentsOf(values: readonly number[]): Moments | null {
  const count = values.length;
  if (count < 3) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const power = (exponent: number): number =>
    values.reduce((sum, value) => sum + (value - mean) ** exponent, 0) / count;
  const variance = power(2);
  if (!(variance > 0)) return null;
  return {
    count,
    mean,
    deviation: Math.sqrt((variance * count) / (count - 1)),
    skewness: power(3) / variance ** 1.5,
    kurtosis: power(4) / variance ** 2,
  };
}

/** Chance that the true ratio is above `benchmark`, given what skewness and fat tails do to its estimate. */
export function probabilisticSharpe(
  sharpe: number,
  benchmark: number,
  { count, skewness, kurtosis }: Pick<Moments, 'count' | 'skewness' | 'kurtosis'>,
): number {
  const spread = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(count - 1)) / Math.sqrt(spread));
}

const euler = 0.5772156649015329;

/** The best ratio that so many trials without any skill are expected to show. One trial expects none. */
export function expectedMaximumSharpe(trials: number, variance: number): number {
  if (trials < 2) return 0;
  const quantile = (1 - euler) * normalQuantile(1 - 1 / trials);
  return Math.sqrt(variance) * (quantile + euler * normalQuantile(1 - 1 / (trials * Math.E)));
}

/**
 * The probabilistic ratio against the best of `trials` without skill.
 *
 * Source: Bailey and López de Prado, "The Deflated Sharpe Ratio", 2014. `variance` is that of the
 * ratios of the trials, per period.
 */
export function deflatedSharpe(
  sharpe: number,
  moments: Pick<Moments, 'count' | 'skewness' | 'kurtosis'>,
  { trials, variance }: { readonly trials: number; readonly variance: number },
): number {
  return probabilisticSharpe(sharpe, expectedMaximumSharpe(trials, variance), moments);
}

/** Standard normal distribution, with an error below 1.2e-7. */
export function normalCdf(value: number): number {
  return 1 - complementaryError(value / Math.SQRT2) / 2;
}

/** Inverse of {@link normalCdf} by bisection: exact to what the distribution is. */
export function normalQuantile(probability: number): number {
  let [low, high] = [-40, 40];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// Chebyshev fit of erfc, relative error below 1.2e-7 everywhere (Numerical Recipes, 6.2).
const fit = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

function complementaryError(value: number): number {
  const t = 1 / (1 + Math.abs(value) / 2);
  const exponent = fit.reduceRight((sum, coefficient) => coefficient + t * sum, 0);
  const tail = t * Math.exp(-value * value + exponent);
  return value >= 0 ? tail : 2 - tail;
}
