/** An order may not eat too deep into the book. @module */
import { toQuantity, type Quote } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskInput, RiskRule } from '../risk-input.ts';

/**
 * Denies an order that takes liquidity and would slip further from the mid than
 * `maxSlippagePercent`. The first half spread is paid for what stands at the touch, and as much
 * again for each further size of it; a limit bounds it by its price. Where the touch is worth less
 * than `thinBookNotional` the cap shrinks in proportion.
 */
export const slippage: RiskRule = (input) => {
  const cap = input.classLimits?.maxSlippagePercent ?? null;
  if (cap === null) return undefined;
  const { quote, intent } = input;
  if (quote === undefined || quote.bid === null || quote.ask === null)
    return deny('slippage', { limit: `${cap} %`, message: 'The market was not known.' });
  const touch = intent.side === 'buy' ? quote.ask : quote.bid;
  const reach = reachOf(input, touch, (quote.bid + quote.ask) / 2);
  if (reach === undefined) return undefined;
  const size = intent.side === 'buy' ? quote.askSize : quote.bidSize;
  const allowed = allowedPercent(input, cap, size === null ? null : size * touch);
  if (allowed === undefined)
    return deny('slippage', { limit: `${cap} %`, message: 'The depth was not known.' });
  const half = Math.max(0, quote.spreadPct ?? 0) / 2;
  const sizes = size === null ? 1 : Math.max(1, input.quantity.toMarketNumber() / size);
  const expected = Math.min(reach, half * sizes);
  if (expected <= allowed) return undefined;
  return deny('slippage', {
    limit: `${allowed.toFixed(4)} %`,
    value: `${expected.toFixed(4)} %`,
    largestSize: half <= allowed ? passable(input, quote, (allowed / half) * (size ?? 0)) : null,
    message: 'The order would have slipped too far from the market.',
  });
};

/** How far the limit lets the order slip, in percent of the mid; `undefined` for an order that waits in the book. */
function reachOf({ intent }: RiskInput, touch: number, mid: number): number | undefined {
  if (intent.limitPrice === null) return intent.type === 'stop' ? undefined : Infinity;
  const sign = intent.side === 'buy' ? 1 : -1;
  const limit = Number(intent.limitPrice);
  return sign * (limit - touch) < 0 ? undefined : ((sign * (limit - mid)) / mid) * 100;
}

function allowedPercent(
  { classLimits, rate }: RiskInput,
  cap: number,
  notional: number | null,
): number | undefined {
  const thin = classLimits?.thinBookNotional ?? null;
  if (thin === null || thin <= 0) return cap;
  if (notional === null || rate === undefined) return undefined;
  return cap * Math.min(1, (notional * rate.toMarketNumber()) / thin);
}

function passable(
  { instrument }: RiskInput,
  quote: Quote,
  quantity: number,
): ReturnType<typeof toQuantity> | null {
  if (instrument === undefined || quote.spreadPct === null) return null;
  // A hair less, so that rounding in the last digit cannot bring it back over the cap.
  const size = toQuantity(quantity * (1 - 1e-9), instrument.lot);
  return size === '0' ? null : size;
}
