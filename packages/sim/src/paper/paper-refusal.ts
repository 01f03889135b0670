/** What a real venue would refuse. @module */
import {
  Decimal,
  TradewrightError,
  isOnTick,
  type Instrument,
  type MarketPhase,
  type OrderIntent,
} from '@tradewright/core';
import { wouldTake } from '@tradewright/venue-kit/matching';

/** What the venue knows when an order arrives. Cash and value are in the quote currency. */
export type RefusalInput = {
  readonly intent: OrderIntent;
  readonly instrument: Instrument | undefined;
  readonly phase: MarketPhase;
  /** Signed holding, with what open orders on the same side would add or take. */
  readonly held: Decimal;
  readonly freeCash: Decimal;
  /** Price at which the order is counted; `undefined` when no market is known. */
  readonly price: Decimal | undefined;
  readonly feeBps: string;
};

/** The venue's words when it refuses, `undefined` when it takes the order. */
export function paperRefusal(input: RefusalInput): string | undefined {
  const { intent, instrument } = input;
  if (instrument === undefined) return `${intent.symbol} is not traded here`;
  return (
    termsRefusal(intent, instrument) ?? marketRefusal(input) ?? fundsRefusal(input, instrument)
  );
}

function termsRefusal(intent: OrderIntent, instrument: Instrument): string | undefined {
  if (!instrument.orderTypes.includes(intent.type))
    return `${intent.type} orders are not taken in ${intent.symbol}`;
  if (!instrument.timesInForce.includes(intent.timeInForce))
    return `${intent.timeInForce} is not taken in ${intent.symbol}`;
  if (intent.timeInForce === 'GTD' && intent.expireTime === null)
    return 'a GTD order needs an expiry';
  const limited = intent.type === 'limit' || intent.type === 'stop-limit';
  if (limited !== (intent.limitPrice !== null))
    return `a ${intent.type} order ${limited ? 'needs a' : 'takes no'} limit price`;
  const stopped = intent.type === 'stop' || intent.type === 'stop-limit';
  if (stopped && intent.stopPrice === null) return `a ${intent.type} order needs a stop price`;
  if (intent.type === 'trailing-stop' && intent.trailingAmount === null)
    return 'a trailing stop needs a trailing amount';
  if (intent.postOnly && intent.type !== 'limit') return 'only a limit order can be post-only';
  for (const price of [intent.limitPrice, intent.stopPrice]) {
    if (price !== null && !isOnTick(price, instrument.tickLadder))
      return `the price ${price} is not on a price step`;
  }
  const { quantity } = intent;
  if (!Decimal.from(quantity).isMultipleOf(Decimal.from(instrument.lot)))
    return `the quantity ${quantity} is not a multiple of ${instrument.lot}`;
  const minimum = instrument.minimumQuantity;
  if (minimum !== null && Decimal.from(quantity).isLessThan(Decimal.from(minimum)))
    return `the quantity ${quantity} is below the minimum ${minimum}`;
  return undefined;
}

function marketRefusal({ intent, phase, price }: RefusalInput): string | undefined {
  if (phase === 'closed' && !intent.outsideHours) return `the market of ${intent.symbol} is closed`;
  if (price === undefined && intent.type === 'market')
    return `there is no market in ${intent.symbol} now`;
  return undefined;
}

function fundsRefusal(input: RefusalInput, instrument: Instrument): string | undefined {
  const { intent, held, freeCash, price } = input;
  const quantity = Decimal.from(intent.quantity);
  const buy = intent.side === 'buy';
  const reducible = buy ? held.negated() : held;
  if (intent.reduceOnly && quantity.isGreaterThan(Decimal.maximum(Decimal.zero, reducible))) {
    return `a reduce-only order of ${intent.quantity} would open a position of the other side`;
  }
  // A child waits for its parent, whose fill it only closes.
  if (intent.parentClientOrderId !== null) return undefined;
  const opening = Decimal.minimum(
    quantity,
    quantity.minus(Decimal.maximum(Decimal.zero, reducible)),
  );
  if (!opening.isPositive()) return undefined;
  if (!buy && !instrument.canShort) return `${intent.symbol} cannot be sold short`;
  if (price === undefined) return undefined;
  const value = opening.times(price);
  const needed = value.plus(value.times(Decimal.from(input.feeBps)).times(Decimal.from('0.0001')));
  if (!needed.isGreaterThan(freeCash)) return undefined;
  const money = (sum: Decimal): string =>
    `${sum.roundedToPlaces(2, 'up').toString()} ${instrument.currency}`;
  return `the order needs ${money(needed)} and ${money(freeCash)} is free`;
}

/** A refusal as the venue contract throws it: the venue said no, in words that name the order. */
export function refused(intent: OrderIntent, reason: string): TradewrightError {
  return new TradewrightError(
    reason === wouldTake ? 'ORDER_WOULD_TAKE' : 'ORDER_REFUSED',
    `The paper venue refused ${intent.clientOrderId}: ${reason}.`,
    { outcome: 'refused', hint: 'change the order as the reason says' },
  );
}
