/** Entry limits, moved a little towards the market. @module */
import {
  Decimal,
  midOf,
  tickAt,
  type DecimalString,
  type Quote,
  type Side,
  type TickLadder,
} from '@tradewright/core';

/** How far a limit may move. `collarPercent` is how far past the mid an order may trade, `null` for any distance. */
export type EntryNudge = {
  readonly side: Side;
  readonly ticks: number;
  readonly ladder: TickLadder;
  readonly quote: Quote | undefined;
  readonly collarPercent: number | null;
};

/**
 * The limit, moved by whole price steps towards the market: never past the opposite side of the
 * quote, nor past the collar. Without a quote there is no market to move towards.
 *
 * @param price - On the ladder.
 */
export function nudgedEntry(price: DecimalString, nudge: EntryNudge): DecimalString {
  const { side, ticks, ladder } = nudge;
  const bound = boundOf(nudge);
  if (bound === undefined) return price;
  let moved = Decimal.from(price);
  for (let count = 0; count < ticks; count += 1) {
    const next = side === 'buy' ? moved.plus(tickAt(moved, ladder)) : stepBelow(moved, ladder);
    const isPast = side === 'buy' ? next.isGreaterThan(bound) : next.isLessThan(bound);
    if (isPast || !next.isPositive()) break;
    moved = next;
  }
  return moved.toString();
}

/** Below the edge of a band its finer step holds. */
function stepBelow(price: Decimal, ladder: TickLadder): Decimal {
  const coarse = price.minus(tickAt(price, ladder));
  if (coarse.isNegative()) return coarse;
  return price.minus(tickAt(coarse, ladder));
}

function boundOf({ side, quote, collarPercent }: EntryNudge): Decimal | undefined {
  const touch = (side === 'buy' ? quote?.ask : quote?.bid) ?? null;
  const mid = quote === undefined ? null : midOf(quote);
  if (touch === null || mid === null) return undefined;
  const reach = (side === 'buy' ? 1 : -1) * ((collarPercent ?? Number.POSITIVE_INFINITY) / 100);
  const collar = mid * (1 + reach);
  const bound = side === 'buy' ? Math.min(touch, collar) : Math.max(touch, collar);
  return Decimal.fromMarketNumber(bound);
}
