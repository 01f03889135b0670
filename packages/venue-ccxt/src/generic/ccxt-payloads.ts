/** ccxt's unified structures, read strictly: text for money, numbers for market data. @module */
import {
  Decimal,
  decimalSchema,
  timeSchema,
  type Fill,
  type Instrument,
  type OrderReport,
  type ReportedLife,
} from '@tradewright/core/venue';
import { z } from 'zod';
import type { CcxtMarket } from '../ccxt/ccxt-exchange.ts';
import type { CcxtQuirks } from './ccxt-quirks.ts';

const mark = z.coerce.number().refine(Number.isFinite).nullish();
const money = decimalSchema.nullish();

/** A ticker. */
export const ccxtTickerSchema = z.object({
  bid: mark,
  ask: mark,
  bidVolume: mark,
  askVolume: mark,
  last: mark,
  baseVolume: mark,
  timestamp: z.number().int().nullish(),
});

/** An order book; always numbers. */
export const ccxtBookSchema = z.object({
  bids: z.array(z.tuple([z.number(), z.number()]).rest(z.unknown())),
  asks: z.array(z.tuple([z.number(), z.number()]).rest(z.unknown())),
  timestamp: z.number().int().nullish(),
});

/** Bars. */
export const ccxtBarsSchema = z.array(
  z.tuple([
    z.number().int(),
    z.coerce.number(),
    z.coerce.number(),
    z.coerce.number(),
    z.coerce.number(),
    z.coerce.number(),
  ]),
);

/** Balances: the map of totals by currency code. */
export const ccxtBalanceSchema = z.object({
  total: z.record(z.string(), decimalSchema),
  free: z.record(z.string(), money),
});

/** An order with an id; without one it proves nothing. */
export const ccxtOrderSchema = z.object({
  id: z.string().min(1),
  clientOrderId: z.string().nullish(),
  symbol: z.string(),
  type: z.string().nullish(),
  timeInForce: z.string().nullish(),
  side: z.enum(['buy', 'sell']),
  price: money,
  average: money,
  triggerPrice: money,
  amount: decimalSchema,
  filled: money,
  status: z.string().nullish(),
  timestamp: timeSchema.nullish(),
});
/** An order. */
export type CcxtOrder = z.infer<typeof ccxtOrderSchema>;

/** One of our executions. */
export const ccxtFillSchema = z.object({
  id: z.string().min(1),
  order: z.string().nullish(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  takerOrMaker: z.enum(['taker', 'maker']).nullish(),
  price: decimalSchema,
  amount: decimalSchema,
  timestamp: timeSchema,
  fee: z.object({ cost: money, currency: z.string().nullish() }).nullish(),
});
/** One of our executions. */
export type CcxtFill = z.infer<typeof ccxtFillSchema>;

/** Life by evidence: `closed` counts as filled only when the whole quantity has traded. */
export function ccxtLifeOf({ status, amount, filled }: CcxtOrder): ReportedLife {
  const done = Decimal.from(filled ?? '0');
  if (done.isPositive() && !done.isLessThan(Decimal.from(amount))) return 'filled';
  if (status === 'open') return 'working';
  if (status === 'canceled') return 'canceled';
  if (status === 'expired') return 'expired';
  return status === 'rejected' ? 'refused' : 'unknown';
}

/** What an order or fill does not say itself. */
export type CcxtReading = {
  readonly venue: string;
  readonly accountId: string;
  readonly receivedTime: number;
  /** Our id for an order of ours, else `null`. */
  readonly clientOrderId: string | null;
};

/** An order as a report. */
export function parseCcxtOrder(order: CcxtOrder, reading: CcxtReading): OrderReport {
  const { venue, clientOrderId, receivedTime } = reading;
  const filled = Decimal.from(order.filled ?? '0');
  const remaining = Decimal.maximum(Decimal.zero, Decimal.from(order.amount).minus(filled));
  const timeInForce = z.enum(['GTC', 'IOC', 'FOK']).safeParse(order.timeInForce).data ?? null;
  return {
    venue,
    clientOrderId,
    venueOrderId: order.id,
    venueOrderIds: [order.id],
    symbol: order.symbol,
    side: order.side,
    type: order.type === 'market' ? 'market' : 'limit',
    timeInForce: order.timeInForce === 'PO' ? 'GTC' : timeInForce,
    quantity: order.amount,
    filled: filled.toString(),
    remaining: remaining.toString(),
    limitPrice: order.price ?? null,
    stopPrice: order.triggerPrice ?? null,
    averagePrice: filled.isZero() ? null : (order.average ?? null),
    life: ccxtLifeOf(order),
    foreign: clientOrderId === null,
    tag: null,
    message: null,
    venueTime: order.timestamp ?? null,
    receivedTime,
  };
}

/** An execution of ours. */
export function parseCcxtFill(trade: CcxtFill, reading: CcxtReading): Fill {
  const { venue, accountId, clientOrderId, receivedTime } = reading;
  const currency = trade.symbol.slice(trade.symbol.indexOf('/') + 1);
  return {
    venue,
    accountId,
    fillId: trade.id,
    revision: 1,
    clientOrderId,
    venueOrderId: trade.order ?? null,
    symbol: trade.symbol,
    side: trade.side,
    quantity: trade.amount,
    price: trade.price,
    currency,
    commission: trade.fee?.cost ?? null,
    commissionCurrency: trade.fee?.cost == null ? null : (trade.fee.currency ?? null),
    liquidity: trade.takerOrMaker ?? 'unknown',
    provenance: 'live',
    time: trade.timestamp,
    receivedTime,
  };
}

/** A spot market as an instrument; `undefined` where the venue states no steps: nothing is guessed. */
export function parseCcxtMarket(
  market: CcxtMarket,
  venue: string,
  quirks: CcxtQuirks,
): Instrument | undefined {
  const { price, amount } = { ...quirks.steps[market.base], ...stated(market.precision) };
  if (market.spot !== true || price == null || amount == null) return undefined;
  const exact = (step: string) => Decimal.fromMarketNumber(Number(step)).toString();
  const least = (value: string | undefined) => (value == null ? null : exact(value));
  return {
    symbol: market.symbol,
    venue,
    assetClass: 'crypto',
    base: market.base,
    currency: market.quote,
    tickLadder: [{ from: Decimal.zero.toString(), increment: exact(price) }],
    lot: exact(amount),
    minimumQuantity: least(market.limits.amount?.min),
    minimumNotional: least(market.limits.cost?.min),
    hours: 'always',
    timeZone: null,
    canShort: false,
    orderTypes: ['limit'],
    timesInForce: [...quirks.timesInForce],
    fees: statedFees(market),
    exchange: null,
    primaryExchange: null,
    conId: null,
    longName: null,
    industry: null,
    category: null,
    subcategory: null,
  };
}

function stated({ price, amount }: CcxtMarket['precision']): CcxtMarket['precision'] {
  return { ...(price == null ? {} : { price }), ...(amount == null ? {} : { amount }) };
}

/** Fractions as percentages; `null` unless the venue states both. */
function statedFees({ maker, taker }: CcxtMarket): NonNullable<Instrument['fees']> | null {
  if (maker === undefined || taker === undefined) return null;
  const percent = (share: string | number) =>
    Decimal.fromMarketNumber(Number(share)).times(Decimal.from('100')).toString();
  return { maker: percent(maker), taker: percent(taker) };
}
