/** The lines of telemetry: one flat record each, pure functions of what happened (docs/telemetry.md). @module */
import {
  Decimal,
  averagePriceOf,
  statusOf,
  type Amount,
  type Commission,
  type Fill,
  type Instrument,
  type OrderRecord,
  type Quote,
  type RiskVerdict,
} from '@tradewright/core';

/** One line. Money and quantities are decimal strings, market data numbers, times ms UTC, what is not known `null`. */
export type TelemetryLine = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly time: number;
  readonly symbol: string | null;
};

/** Where the thing is traded; all `null` before the venue has told. */
function contractOf(instrument: Instrument | undefined) {
  return {
    conId: instrument?.conId ?? null,
    exchange: instrument?.exchange ?? null,
    primaryExchange: instrument?.primaryExchange ?? null,
  };
}

/** Every change of an order of ours. */
export function orderLine(record: OrderRecord, instrument: Instrument | undefined): TelemetryLine {
  const { intent, venueOrderIds } = record;
  return {
    type: 'order',
    time: record.updatedTime,
    symbol: intent.symbol,
    venue: record.venue,
    ...contractOf(instrument),
    clientOrderId: intent.clientOrderId,
    venueOrderId: venueOrderIds.at(-1) ?? null,
    side: intent.side,
    orderType: intent.type,
    timeInForce: intent.timeInForce,
    quantity: record.quantity,
    filled: record.filled,
    price: intent.limitPrice,
    stopPrice: intent.stopPrice,
    averagePrice: averagePriceOf(record),
    status: statusOf(record),
    transmit: intent.transmit,
    purpose: intent.purpose,
    strategyName: intent.strategyName,
    planId: intent.planId,
    tag: intent.tag,
    message: record.message,
    sentTime: record.sentTime,
  };
}

/**
 * Every execution. `commissionSource` is `venue` where the venue reported the commission with it,
 * else `pending`: `estimatedCommission` is then all that is known, and a commission line follows.
 */
export function fillLine(
  fill: Fill,
  instrument: Instrument | undefined,
  estimate: Amount | undefined,
): TelemetryLine {
  const price = Decimal.from(fill.price);
  return {
    type: 'fill',
    time: fill.time,
    symbol: fill.symbol,
    venue: fill.venue,
    ...contractOf(instrument),
    fillId: fill.fillId,
    revision: fill.revision,
    clientOrderId: fill.clientOrderId,
    venueOrderId: fill.venueOrderId,
    side: fill.side,
    quantity: fill.quantity,
    price: fill.price,
    value: price.times(Decimal.from(fill.quantity)).toString(),
    currency: fill.currency,
    liquidity: fill.liquidity,
    provenance: fill.provenance,
    commission: fill.commission,
    commissionCurrency: fill.commissionCurrency,
    commissionSource: fill.commission === null ? 'pending' : 'venue',
    estimatedCommission: estimate?.value ?? null,
    estimatedCommissionCurrency: estimate?.currency ?? null,
    receivedTime: fill.receivedTime,
  };
}

/** Every commission that a venue reports apart from its execution. */
export function commissionLine(
  commission: Commission,
  symbol: string | null,
  instrument: Instrument | undefined,
): TelemetryLine {
  return {
    type: 'commission',
    time: commission.time,
    symbol,
    venue: commission.venue,
    ...contractOf(instrument),
    fillId: commission.fillId,
    revision: commission.revision,
    commission: commission.commission,
    commissionCurrency: commission.currency,
    commissionSource: 'venue',
  };
}

/** Every order that our own risk turned down, with all broken rules. */
export function denialLine(
  verdict: RiskVerdict,
  instrument: Instrument | undefined,
): TelemetryLine {
  return {
    type: 'denial',
    time: verdict.time,
    symbol: verdict.symbol,
    ...contractOf(instrument),
    side: verdict.side,
    quantity: verdict.quantity,
    largestSize: verdict.largestSize,
    rules: verdict.denials.map(({ rule }) => rule),
    denials: verdict.denials,
    strategyName: verdict.strategyName,
    planId: verdict.planId,
  };
}

/** A quote, sampled. */
export function quoteLine(quote: Quote, instrument: Instrument | undefined): TelemetryLine {
  const { symbol, venue, receivedTime, ...rest } = quote;
  return { type: 'quote', time: receivedTime, symbol, venue, ...contractOf(instrument), ...rest };
}
