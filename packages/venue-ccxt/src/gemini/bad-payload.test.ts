/** Payloads that no venue should send are not used, and the next good one is. @module */
import { describe, expect, test } from 'vitest';
import { aCoinIntent, aGeminiRig } from '../testing/gemini-rig.ts';

const order = {
  order_id: '73797746498585001',
  client_order_id: 'TW-s-1',
  symbol: 'btcusd',
  side: 'buy',
  type: 'exchange limit',
  timestampms: 1_764_028_800_000,
  is_live: true,
  is_cancelled: false,
  options: [],
  price: '49000',
  original_amount: '0.5',
  executed_amount: '0',
  remaining_amount: '0.5',
};
const trade = {
  tid: 2_840_140_956_529_001,
  order_id: '73797746498585001',
  symbol: 'BTCUSD',
  price: '49000',
  amount: '0.1',
  timestampms: 1_764_028_800_000,
  type: 'Buy',
  fee_currency: 'USD',
  fee_amount: '1',
};
const orders: readonly (readonly [string, unknown])[] = [
  ['null instead of a list', null],
  ['an object instead of a list', { orders: [] }],
  ['a row that is null', [order, null]],
  ['a negative amount', [{ ...order, original_amount: '-0.5' }]],
  ['an amount of nothing', [{ ...order, original_amount: '0', remaining_amount: '0' }]],
  ['an amount that is not a number', [{ ...order, original_amount: 'NaN' }]],
  ['an infinite price', [{ ...order, price: 'Infinity' }]],
  ['a negative price', [{ ...order, price: '-1' }]],
  ['more executed than ordered', [{ ...order, executed_amount: '0.6', remaining_amount: '0' }]],
  ['a negative remainder', [{ ...order, remaining_amount: '-0.1' }]],
  ['a side that does not exist', [{ ...order, side: 'hold' }]],
  ['an amount in exponents', [{ ...order, original_amount: '5e-1' }]],
  ['a time that is text', [{ ...order, timestampms: 'yesterday' }]],
  ['no word on whether it lives', [{ ...order, is_live: undefined }]],
];
const trades: readonly (readonly [string, unknown])[] = [
  ['null instead of a list', null],
  ['an execution of nothing', [{ ...trade, amount: '0' }]],
  ['an execution of less than nothing', [{ ...trade, amount: '-0.1' }]],
  ['an execution that is not a number', [{ ...trade, amount: 'NaN' }]],
  ['an execution without a price', [{ ...trade, price: '0' }]],
  ['an execution without an id', [{ ...trade, tid: null }]],
  ['an execution of neither side', [{ ...trade, type: 'Transfer' }]],
];
const books: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a price that is not a number', { bids: [{ price: 'NaN', amount: '1' }], asks: [] }],
  ['a negative price', { bids: [{ price: '-1', amount: '1' }], asks: [] }],
  ['a negative size', { bids: [{ price: '1', amount: '-1' }], asks: [] }],
  ['a missing side', { bids: [] }],
];
const candles: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a row of text', [['a', 'b', 'c', 'd', 'e', 'f']]],
  ['a row that is too short', [[1_764_028_800_000, 1, 2, 3]]],
  ['a price that is not a number', [[1_764_028_800_000, 1, null, 1, 1, 1]]],
  ['a negative price', [[1_764_028_800_000, -1, 1, -1, 1, 1]]],
];

const body = (value: unknown) =>
  ({ kind: 'answer', status: 200, body: JSON.stringify(value), done: true }) as const;

describe('bad payloads', () => {
  test('of orders make an incomplete list', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    for (const [what, value] of orders) {
      rig.fake.fail('/v1/orders', body(value));
      const open = await rig.trader.fetchOpenOrders({ scope: 'all' });
      expect(open, what).toMatchObject({ kind: 'incomplete', reason: 'bad-answer' });
    }
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({ kind: 'complete' });
  });

  test('of an order that was just placed leave it unknown, and it is found', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    for (const [index, [what, value]] of orders.entries()) {
      if (!Array.isArray(value) || value.length !== 1) continue;
      const clientOrderId = `TW-s-${index}`;
      rig.fake.fail('/v1/order/new', body({ ...value[0], client_order_id: clientOrderId }));
      const placed = rig.trader.placeOrder(aCoinIntent({ clientOrderId }));
      await expect(placed, what).rejects.toMatchObject({ outcome: 'unknown' });
      await rig.trader.cancelOrder(clientOrderId);
      expect(await rig.trader.fetchOrder(clientOrderId), what).toMatchObject({
        item: { life: 'canceled' },
      });
    }
  });

  test('of executions make an incomplete list', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    for (const [what, value] of trades) {
      rig.fake.fail('/v1/mytrades', body(value));
      const fills = await rig.trader.fetchFills({ since: 0 });
      expect(fills, what).toMatchObject({ kind: 'incomplete', reason: 'bad-answer' });
    }
  });

  test('of the market are no market', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    for (const [what, value] of books) {
      rig.fake.fail('/v1/book/btcusd', body(value));
      const book = rig.trader.fetchOrderBook('BTC/USD', 5);
      await expect(book, what).rejects.toMatchObject({ code: 'VENUE_BAD_ANSWER' });
    }
    for (const [what, value] of candles) {
      rig.fake.fail('/v2/candles/btcusd/1m', body(value));
      const bars = rig.trader.fetchBars({ symbol: 'BTC/USD', timeframe: '1m', limit: 2 });
      await expect(bars, what).rejects.toMatchObject({ code: 'VENUE_BAD_ANSWER' });
    }
  });

  test('a market order does not leave on a book that cannot be', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    const market = aCoinIntent({ type: 'market', limitPrice: null });
    for (const [what, value] of [...books, ['an empty book', { bids: [], asks: [] }] as const]) {
      rig.fake.fail('/v1/book/btcusd', body(value));
      const placed = rig.trader.placeOrder(market);
      await expect(placed, what).rejects.toMatchObject({ outcome: 'not-sent' });
    }
    expect(rig.fake.requests).not.toContain('/v1/order/new');
    expect(await rig.trader.placeOrder(market)).toMatchObject({ life: 'filled' });
  });

  test('dust is told to its last digit', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    const dust = [{ currency: 'BTC', amount: '0.000000000000000001', available: '0' }];
    rig.fake.fail('/v1/balances', body(dust));
    expect(await rig.trader.fetchPositions()).toMatchObject({
      items: [{ symbol: 'BTC/USD', quantity: '0.000000000000000001' }],
    });
  });
});
