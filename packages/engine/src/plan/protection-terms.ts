/** The order that protects a position while nobody watches. @module */
import {
  Decimal,
  roundPrice,
  roundQuantity,
  type Instrument,
  type OrderRecord,
  type OrderRequest,
  type Plan,
} from '@tradewright/core';

/** What a protective order is worked out from. `open` is unsigned. */
export type ProtectionInput = {
  readonly plan: Plan;
  readonly instrument: Instrument;
  readonly open: Decimal;
  readonly reduceOnly: boolean;
  /** How far the limit of a stop-limit may lie beyond the stop, in percent; used where plain stops do not exist. */
  readonly slippagePercent: number;
};

/** The stop order of a plan; `undefined` where the venue holds none for this instrument, or nothing of a whole lot is open. */
export function protectionRequest(input: ProtectionInput): OrderRequest | undefined {
  const { plan, instrument, open } = input;
  const quantity = roundQuantity(open, instrument.lot);
  if (!Decimal.from(quantity).isPositive()) return undefined;
  const plain = instrument.orderTypes.includes('stop');
  if (!plain && !instrument.orderTypes.includes('stop-limit')) return undefined;
  return {
    symbol: plan.symbol,
    side: plan.side === 'buy' ? 'sell' : 'buy',
    type: plain ? 'stop' : 'stop-limit',
    quantity,
    limitPrice: plain ? null : limitBeyond(input),
    stopPrice: plan.stopPrice,
    trailingAmount: null,
    timeInForce: instrument.timesInForce.includes('GTC') ? 'GTC' : 'DAY',
    expireTime: null,
    postOnly: false,
    reduceOnly: input.reduceOnly,
    outsideHours: false,
    transmit: true,
    tag: null,
  };
}

/** True when an order that works already protects what the request would. */
export function protects(
  { intent, quantity, filled }: OrderRecord,
  request: OrderRequest,
): boolean {
  const left = Decimal.from(quantity).minus(Decimal.from(filled));
  return intent.stopPrice === request.stopPrice && left.equals(Decimal.from(request.quantity));
}

function limitBeyond({
  plan,
  instrument,
  slippagePercent,
}: ProtectionInput): OrderRequest['limitPrice'] {
  const stop = Decimal.from(plan.stopPrice);
  const reach = stop
    .times(Decimal.fromMarketNumber(slippagePercent))
    .dividedToPlaces(Decimal.from('100'), 12);
  const sells = plan.side === 'buy';
  const limit = sells ? stop.minus(reach) : stop.plus(reach);
  return roundPrice(limit, instrument.tickLadder, sells ? 'sell' : 'buy', 'marketable');
}
