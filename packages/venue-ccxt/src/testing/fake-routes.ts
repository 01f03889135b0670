/** The fake Gemini's routes: paths to answers. @module */
import { Decimal } from '@tradewright/core';
import type { FakeMarket } from './fake-market.ts';
import type { FakeOrder } from './fake-order.ts';
import { bookPayload, orderPayload, symbolPayload, tradePayload } from './fake-payloads.ts';
import { FakeRefusal } from './fake-refusal.ts';
import type { SignedRequest } from './gemini-signature.ts';

/** Answers a public path, or `undefined` for one that the venue does not have. */
export function publicAnswer(market: FakeMarket, path: string, now: number): unknown {
  const [, version, name, first] = path.split('/');
  if (path === '/v1/symbols') return [...market.pairs.keys()];
  if (path === '/v1/symbols/details/all')
    return [...market.pairs].map(([id, pair]) => symbolPayload(id, pair));
  if (path === '/v1/pricefeed')
    return [...market.pairs.keys()].flatMap((id) => {
      const price = lastPrice(market, id);
      if (price === undefined) return [];
      return { pair: id.toUpperCase(), price, percentChange24h: '0.0146' };
    });
  const pair = market.pairs.get(first ?? '');
  if (first === undefined || pair === undefined) return undefined;
  if (version === 'v1' && name === 'book') return bookPayload(market, first, now);
  if (version === 'v1' && name === 'pubticker') {
    const last = lastPrice(market, first);
    const best = (side: 'bids' | 'asks'): string | undefined =>
      market.levels(first, side)[0]?.[0].toString();
    const [bid, ask] = [best('bids'), best('asks')];
    return {
      bid,
      ask,
      last,
      volume: { [pair.base]: '12.5', [pair.quote]: '50000', timestamp: now },
    };
  }
  if (version === 'v2' && name === 'candles') {
    return market.candles.rows(first, path.split('/')[4] ?? '');
  }
  return version === 'v1' && name === 'trades' ? printsOf(market, first) : undefined;
}

/** Answers a private path. @throws FakeRefusal */
export function privateAnswer(market: FakeMarket, path: string, request: SignedRequest): unknown {
  switch (path) {
    case '/v1/account':
      return { account: { accountName: 'Primary', shortName: 'primary', type: 'exchange' } };
    case '/v1/balances':
      return market.balances().map(({ currency, amount, available }) => ({
        type: 'exchange',
        currency,
        amount: amount.toString(),
        available: available.toString(),
        availableForWithdrawal: available.toString(),
      }));
    case '/v1/orders':
      return market.orders.filter(({ live }) => live).map((order) => orderPayload(order, false));
    case '/v1/orders/history':
      return market.orders
        .filter(({ live, time }) => !live && time >= Number(request['timestamp'] ?? 0))
        .map((order) => orderPayload(order, true));
    case '/v1/mytrades':
      return market.orders
        .filter(({ symbol }) => symbol === request['symbol'])
        .flatMap((order) => order.trades.map((trade) => tradePayload(trade, order)))
        .filter(({ timestamp }) => Number(timestamp) >= Number(request['timestamp'] ?? 0));
    case '/v1/order/new':
      return orderPayload(market.submit(termsOf(request)), false);
    case '/v1/order/status':
      return statusOf(market, request);
    case '/v1/order/cancel': {
      const order = byId(market, request);
      market.cancel(order);
      return orderPayload(order, false);
    }
    case '/v1/order/cancel/all':
    case '/v1/order/cancel/session':
      return cancelAll(market);
    case '/v1/heartbeat':
      return { result: 'ok' };
    case '/v1/notionalvolume':
      return { api_maker_fee_bps: 20, api_taker_fee_bps: 40 };
    default:
      throw new FakeRefusal(404, 'EndpointNotFound', `No endpoint ${path}`);
  }
}

function statusOf(market: FakeMarket, request: SignedRequest): unknown {
  const withTrades = request['include_trades'] === true;
  const clientOrderId = request['client_order_id'];
  if (clientOrderId === undefined) return orderPayload(byId(market, request), withTrades);
  const orders = market.orders.filter((order) => order.clientOrderId === clientOrderId);
  return orders.map((order) => orderPayload(order, withTrades));
}

function byId(market: FakeMarket, request: SignedRequest): FakeOrder {
  const order = market.orders.find(({ id }) => id === String(request['order_id']));
  if (order === undefined)
    throw new FakeRefusal(404, 'OrderNotFound', `Order ${String(request['order_id'])} not found`);
  return order;
}

function cancelAll(market: FakeMarket): unknown {
  const open = market.orders.filter(({ live }) => live);
  for (const order of open) market.cancel(order);
  return {
    result: 'ok',
    details: { cancelledOrders: open.map(({ id }) => id), cancelRejects: [] },
  };
}

function termsOf(request: SignedRequest): Parameters<FakeMarket['submit']>[0] {
  const text = (name: string): string => {
    const value = request[name] ?? '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const exact = (name: string, reason: string): Decimal => {
    if (!Decimal.isDecimalText(request[name])) throw new FakeRefusal(400, reason, `Bad ${name}`);
    return Decimal.from(text(name));
  };
  const side = text('side');
  if (side !== 'buy' && side !== 'sell') throw new FakeRefusal(400, 'InvalidSide', 'Invalid side');
  const options = Array.isArray(request['options']) ? request['options'].map(String) : [];
  if (options.length > 1) throw new FakeRefusal(400, 'ConflictingOptions', 'Conflicting options');
  return {
    clientOrderId: text('client_order_id'),
    symbol: text('symbol').toLowerCase(),
    side,
    type: text('type'),
    price: exact('price', 'InvalidPrice'),
    stopPrice:
      request['stop_price'] === undefined ? undefined : exact('stop_price', 'InvalidStopPrice'),
    amount: exact('amount', 'InvalidQuantity'),
    options,
  };
}

/** The last trade's price, else the best one shown. */
function lastPrice(market: FakeMarket, id: string): string | undefined {
  const best = market.levels(id, 'bids')[0] ?? market.levels(id, 'asks')[0];
  return (market.lastPrice(id) ?? best?.[0])?.toString();
}

function printsOf(market: FakeMarket, id: string): unknown {
  return market.orders
    .filter(({ symbol }) => symbol === id)
    .flatMap((order) =>
      order.trades.map((trade) => ({
        timestamp: Math.floor(trade.time / 1000),
        timestampms: trade.time,
        tid: trade.tid,
        price: trade.price.toString(),
        amount: trade.amount.toString(),
        exchange: 'gemini',
        type: trade.aggressor === (order.side === 'buy') ? 'buy' : 'sell',
      })),
    )
    .toReversed();
}
