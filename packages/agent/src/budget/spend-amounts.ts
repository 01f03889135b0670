/** What asking models takes, in four measures at once. @module */
import { Decimal } from '@tradewright/core';

/** US dollars, requests, tokens of both directions, and ms of waiting. */
export type SpendAmounts = {
  readonly usd: Decimal;
  readonly calls: number;
  readonly tokens: number;
  readonly ms: number;
};

/** Nothing. */
export const noSpend: SpendAmounts = { usd: Decimal.zero, calls: 0, tokens: 0, ms: 0 };

/** Both together. */
export function addSpend(left: SpendAmounts, right: SpendAmounts): SpendAmounts {
  return {
    usd: left.usd.plus(right.usd),
    calls: left.calls + right.calls,
    tokens: left.tokens + right.tokens,
    ms: left.ms + right.ms,
  };
}

/** What is given back (negative) when `held` turns out to be `used`. */
export function spendDifference(used: SpendAmounts, held: SpendAmounts): SpendAmounts {
  return {
    usd: used.usd.minus(held.usd),
    calls: used.calls - held.calls,
    tokens: used.tokens - held.tokens,
    ms: used.ms - held.ms,
  };
}

/** As kept in a store. */
export function spendText({ usd, calls, tokens, ms }: SpendAmounts): string {
  return [usd.toString(), String(calls), String(tokens), String(ms)].join(' ');
}

/** Reads {@link spendText}; `undefined` is nothing yet. */
export function parseSpend(text: string | undefined): SpendAmounts {
  if (text === undefined) return noSpend;
  const [usd = '0', calls = '0', tokens = '0', ms = '0'] = text.split(' ');
  return {
    usd: Decimal.from(usd),
    calls: Number(calls),
    tokens: Number(tokens),
    ms: Number(ms),
  };
}
