/** The price of an exit where only limits are taken. @module */
import {
  Decimal,
  roundPrice,
  tickAt,
  type DecimalString,
  type Side,
  type TickLadder,
} from '@tradewright/core';

/** What the price rests on. */
export type ExitLimit = {
  /** The side of the market that the exit takes. */
  readonly touch: number;
  readonly side: Side;
  readonly ladder: TickLadder;
  /** Price steps beyond the touch of the first try. */
  readonly ticks: number;
  /** How many tries of this exit came before. */
  readonly attempt: number;
  /** Furthest beyond the touch, in percent; a step more with each try is reached in any case. */
  readonly capPercent: number;
};

const mostDoublings = 10;

/**
 * So many price steps past the touch, twice as many with each further try up to the cap: a
 * marketable limit that is surer each time, and never a blank cheque.
 */
export function exitLimit(exit: ExitLimit): DecimalString {
  const { touch, side, ladder, ticks, attempt, capPercent } = exit;
  const price = Decimal.fromMarketNumber(touch);
  const tick = tickAt(price, ladder);
  const wanted = ticks * 2 ** Math.min(attempt, mostDoublings);
  const capped = Math.floor((touch * capPercent) / 100 / tick.toMarketNumber());
  const steps = Math.max(attempt + 1, Math.min(wanted, capped));
  const bump = tick.times(Decimal.fromMarketNumber(steps));
  const reached = side === 'buy' ? price.plus(bump) : price.minus(bump);
  return roundPrice(Decimal.maximum(reached, tick), ladder, side, 'marketable');
}
