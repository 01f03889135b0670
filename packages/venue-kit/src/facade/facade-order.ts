/** ccxt's arguments of `createOrder` and `editOrder` as orders of ours. @module */
import {
  Decimal,
  TradewrightError,
  roundPrice,
  roundQuantity,
  timeInForceSchema,
  type DecimalString,
  type Instrument,
  type OrderChange,
  type OrderIntent,
  type OrderType,
  type TimeInForce,
  type TraderCapabilities,
} from '@tradewright/core';

/** What ccxt's users give: numbers, or exact text. */
export type CcxtAmount = number | string;

/** The arguments of `createOrder` with what the order depends on. */
export type CcxtOrderRequest = {
  readonly instrument: Instrument;
  readonly capabilities: TraderCapabilities;
  readonly type: string;
  readonly side: string;
  readonly amount: CcxtAmount;
  readonly price: CcxtAmount | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly clientOrderId: string;
  readonly createdTime: number;
};

/** Parameters that ccxt knows and that would change what an order means: none is passed over in silence. */
const unsupported = ['stopLoss', 'takeProfit', 'takeProfitPrice', 'trailingPercent', 'hedged'];

/**
 * Amounts are cut to the lot and prices fitted to the step, towards the passive side, as ccxt does
 * itself.
 *
 * @throws TradewrightError `ORDER_INVALID`, `VENUE_NOT_SUPPORTED`, `MONEY_NOT_DECIMAL`; all `not-sent`
 */
export function facadeOrder(request: CcxtOrderRequest): OrderIntent {
  const { instrument, params } = request;
  for (const name of unsupported)
    if (params[name] !== undefined) throw invalid('VENUE_NOT_SUPPORTED', name, params[name]);
  const side = request.side.toLowerCase();
  if (side !== 'buy' && side !== 'sell') throw invalid('ORDER_INVALID', 'side', request.side);
  const fit = (name: string, value: unknown): DecimalString | null =>
    value === undefined || value === null
      ? null
      : roundPrice(exactArgument(name, value), instrument.tickLadder, side);
  const trigger = params['triggerPrice'] ?? params['stopPrice'] ?? params['stopLossPrice'];
  const type = typeOf(request.type, trigger, params);
  const limited = type === 'limit' || type === 'stop-limit';
  const asked = params['timeInForce'];
  const words = typeof asked === 'string' ? asked.toUpperCase() : '';
  const trailing = params['trailingAmount'];
  return {
    clientOrderId: request.clientOrderId,
    symbol: instrument.symbol,
    side,
    type,
    quantity: roundQuantity(exactArgument('amount', request.amount), instrument.lot),
    limitPrice: limited ? fit('price', request.price) : null,
    stopPrice: type === 'stop' || type === 'stop-limit' ? fit('triggerPrice', trigger) : null,
    trailingAmount:
      type === 'trailing-stop' ? exactArgument('trailingAmount', trailing).toString() : null,
    timeInForce: timeInForceOf(words, request),
    expireTime: typeof params['expireTime'] === 'number' ? params['expireTime'] : null,
    postOnly: params['postOnly'] === true || words === 'PO',
    reduceOnly: params['reduceOnly'] === true,
    outsideHours: params['outsideHours'] === true,
    transmit: params['transmit'] !== false,
    tag: typeof params['tag'] === 'string' ? params['tag'] : null,
    purpose: params['reduceOnly'] === true ? 'exit' : 'entry',
    strategyName: null,
    planId: null,
    parentClientOrderId: null,
    ocaGroup: null,
    createdTime: request.createdTime,
  };
}

/** What `editOrder` changes. @throws TradewrightError `MONEY_NOT_DECIMAL`, `ORDER_INVALID` */
export function facadeChange(
  instrument: Instrument,
  side: string,
  amount: CcxtAmount | undefined,
  price: CcxtAmount | undefined,
): OrderChange {
  const direction = side === 'sell' ? 'sell' : 'buy';
  return {
    quantity:
      amount === undefined ? null : roundQuantity(exactArgument('amount', amount), instrument.lot),
    limitPrice:
      price === undefined
        ? null
        : roundPrice(exactArgument('price', price), instrument.tickLadder, direction),
    stopPrice: null,
  };
}

function typeOf(words: string, trigger: unknown, params: CcxtOrderRequest['params']): OrderType {
  if (params['trailingAmount'] !== undefined) return 'trailing-stop';
  const type = words.toLowerCase().replaceAll('_', '-');
  if (type === 'market') return trigger === undefined ? 'market' : 'stop';
  if (type === 'limit') return trigger === undefined ? 'limit' : 'stop-limit';
  if (type === 'stop' || type === 'stop-limit') return type;
  throw invalid('ORDER_INVALID', 'type', words);
}

function timeInForceOf(words: string, { capabilities, type }: CcxtOrderRequest): TimeInForce {
  const { timesInForce } = capabilities;
  if (words === '' || words === 'PO') {
    const usual: TimeInForce = type === 'market' && timesInForce.includes('DAY') ? 'DAY' : 'GTC';
    return timesInForce.includes(usual) ? usual : (timesInForce[0] ?? 'DAY');
  }
  const found = timeInForceSchema.safeParse(words);
  if (!found.success) throw invalid('ORDER_INVALID', 'timeInForce', words);
  return found.data;
}

/** The exact value of an argument; a number counts as its shortest text. @throws TradewrightError `ORDER_INVALID` */
export function exactArgument(name: string, value: unknown): Decimal {
  if (typeof value === 'number' && Number.isFinite(value)) return Decimal.fromMarketNumber(value);
  if (typeof value === 'string' && Decimal.isDecimalText(value)) return Decimal.from(value);
  throw invalid('ORDER_INVALID', name, value);
}

function invalid(
  code: 'ORDER_INVALID' | 'VENUE_NOT_SUPPORTED',
  name: string,
  value: unknown,
): TradewrightError {
  return new TradewrightError(code, `The ${name} of the order was ${String(value)}.`, {
    outcome: 'not-sent',
    hint: 'docs/ccxt-facade.md lists what the facade takes',
  });
}
