/** What the venue would refuse anyway is stopped here, with the fix. @module */
import { Decimal, isOnTick, roundQuantity } from '@tradewright/core';
import { deny } from '../deny.ts';
import type { RiskInput, RiskRule } from '../risk-input.ts';

/** Denies unknown instruments, prices off the ladder, odd lots, sizes below the venue's minimum, closed markets and forbidden shorts. */
export const instrumentTerms: RiskRule = (input) => {
  const problem =
    input.instrument === undefined
      ? `${input.intent.symbol} was not known at the venue.`
      : problemOf(input, input.instrument);
  return problem === undefined
    ? undefined
    : deny('instrument-terms', { value: input.intent.symbol, message: problem });
};

function problemOf(
  input: RiskInput,
  instrument: NonNullable<RiskInput['instrument']>,
): string | undefined {
  const { intent } = input;
  for (const price of [intent.limitPrice, intent.stopPrice]) {
    if (price !== null && !isOnTick(price, instrument.tickLadder))
      return `The price ${price} was not on a price step of ${intent.symbol}.`;
  }
  if (roundQuantity(Decimal.from(intent.quantity), instrument.lot) !== intent.quantity) {
    return `The quantity ${intent.quantity} was not a multiple of the lot ${instrument.lot}.`;
  }
  if (!instrument.orderTypes.includes(intent.type))
    return `${intent.symbol} does not take ${intent.type} orders.`;
  if (input.reducing) return undefined;
  const minimum = instrument.minimumQuantity;
  if (minimum !== null && Decimal.from(intent.quantity).isLessThan(Decimal.from(minimum))) {
    return `The quantity ${intent.quantity} was below the venue's minimum ${minimum}.`;
  }
  if (input.phase === 'closed' && !intent.outsideHours)
    return `The market of ${intent.symbol} was closed.`;
  if (intent.side === 'sell' && !instrument.canShort)
    return `${intent.symbol} cannot be sold short.`;
  return undefined;
}
