/** How much models may take. @module */
import { Decimal, TradewrightError, type DecimalString } from '@tradewright/core';
import type { SpendAmounts } from './spend-amounts.ts';

/** Caps of one period; a measure that is left out, or `null`, has none. Money always has one. */
export type SpendCap = {
  readonly usd: DecimalString;
  readonly calls?: number | null;
  readonly tokens?: number | null;
  readonly seconds?: number | null;
};

/** One cap per decision and per hour, day and month of UTC. */
export type SpendCaps = Readonly<Record<'decision' | 'hour' | 'day' | 'month', SpendCap>>;

/** Name of a period. */
export type SpendPeriod = keyof SpendCaps;

/** @throws TradewrightError `MODEL_BUDGET` that names the measure and the period that `worst` does not fit into */
export function checkSpend(
  period: SpendPeriod,
  cap: SpendCap,
  sums: { readonly charged: SpendAmounts; readonly worst: SpendAmounts },
): void {
  const { charged, worst } = sums;
  const usd = Decimal.from(cap.usd);
  if (charged.usd.plus(worst.usd).isGreaterThan(usd))
    throw overBudget(period, {
      measure: 'COST',
      reason: period,
      worst: `${worst.usd.toString()} USD`,
      cap: `${usd.toString()} USD`,
      charged: charged.usd.toString(),
    });
  const counts = [
    ['calls', 'CALLS', cap.calls, charged.calls, worst.calls],
    ['tokens', 'TOKENS', cap.tokens, charged.tokens, worst.tokens],
    ['seconds', 'SECONDS', cap.seconds, charged.ms / 1_000, worst.ms / 1_000],
  ] as const;
  for (const [name, measure, most, used, asked] of counts) {
    if (most == null || used + asked <= most) continue;
    throw overBudget(period, {
      measure,
      reason: `${period} ${name}`,
      worst: `${String(asked)} ${name}`,
      cap: `${String(most)} ${name}`,
      charged: String(used),
    });
  }
}

type Excess = {
  readonly measure: string;
  readonly reason: string;
  readonly worst: string;
  readonly cap: string;
  readonly charged: string;
};

function overBudget(period: SpendPeriod, excess: Excess): TradewrightError {
  const key = `LLM_MAX_${excess.measure}_PER_${period.toUpperCase()}`;
  return new TradewrightError(
    'MODEL_BUDGET',
    `A request of at most ${excess.worst} did not fit under the ${period} cap of ${excess.cap}, of which ${excess.charged} was charged.`,
    {
      hint: `no new risk is taken until it fits; raise ${key} to spend more`,
      facts: { reason: excess.reason },
    },
  );
}
