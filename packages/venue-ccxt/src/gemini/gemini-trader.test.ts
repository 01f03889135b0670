/** GeminiTrader through the real ccxt class against a fake Gemini on loopback. @module */
import { decimal, type Fill, type OrderReport } from '@tradewright/core';
import { describe, expect, test, vi } from 'vitest';
import { fakeFaults } from '../testing/fake-faults.ts';
import { aCoinIntent, aDurableMap, aGeminiRig } from '../testing/gemini-rig.ts';

describe('GeminiTrader market and account', () => {
  test('quotes, depth, bars and instruments come in our shapes', async () => {
    await using rig = await aGeminiRig();
    const { trader } = rig;
    expect(await trader.fetchQuote('BTC/USD')).toMatchObject({
      bid: 49990,
      ask: 50010,
      bidSize: 1,
    });
    expect((await trader.fetchOrderBook('BTC/USD', 5)).asks).toEqual([
      [50010, 1],
      [50100, 2],
    ]);
    const { bars } = await trader.fetchBars({ symbol: 'BTC/USD', timeframe: '1m', limit: 2 });
    expect(bars.map(({ time }) => time)).toEqual(
      bars.map(({ time }) => time).toSorted((left, right) => left - right),
    );
    expect(await trader.loadInstrument('BTC/USD')).toMatchObject({
      lot: '0.00000001',
      minimumQuantity: '0.00001',
      tickLadder: [{ from: '0', increment: '0.01' }],
    });
    await expect(trader.fetchQuote('DOGE/USD')).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  });

  test('the account is exact and its coins are positions', async () => {
    await using rig = await aGeminiRig();
    expect(await rig.trader.fetchAccount()).toMatchObject({
      accountId: 'primary',
      paper: true,
      equity: '349950',
      cash: { USD: '100000', BTC: '5' },
    });
    expect(await rig.trader.fetchPositions()).toMatchObject({
      kind: 'complete',
      items: [{ symbol: 'BTC/USD', quantity: '5', averagePrice: null }],
    });
  });

  test('60 parallel private calls meet no nonce error', async () => {
    await using rig = await aGeminiRig();
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => rig.trader.fetchOpenOrders({ scope: 'all' })),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(Array(60).fill('complete'));
  });

  test('a query whose nonce another process has used up is asked once more', async () => {
    await using rig = await aGeminiRig();
    rig.fake.fail('/v1/orders', { kind: 'jump', nonce: Date.now() + 90_000 });
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({ kind: 'complete' });
  });

  test('a restarted trader goes on above the nonces of its predecessor', async () => {
    const state = aDurableMap();
    await using rig = await aGeminiRig({ state });
    await rig.trader.close();
    await rig.trader.connect();
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({ kind: 'complete' });
  });
});

describe('the name of the account', () => {
  const missingRole = {
    kind: 'answer',
    status: 403,
    body: '{"result":"error","reason":"MissingRole","message":"Auditor needed"}',
  } as const;

  test('a page that forbids is no name: the connection fails', async () => {
    await using rig = await aGeminiRig();
    await rig.trader.close();
    rig.fake.fail('/v1/account', fakeFaults.html403);
    await expect(rig.trader.connect()).rejects.toMatchObject({ code: 'VENUE_PERMISSION' });
  });

  test('a key that may not read the name has one of its own, and keeps it', async () => {
    const state = aDurableMap();
    await using rig = await aGeminiRig();
    rig.fake.fail('/v1/account', missingRole);
    await using other = await aGeminiRig({ state, restUrl: rig.fake.url });
    expect(other.trader.accountId).toMatch(/^key-[0-9a-f]{12}$/);
    const before = other.trader.accountId;
    await other.trader.close();
    await other.trader.connect();
    expect(other.trader.accountId).toBe(before);
  });
});

describe('GeminiTrader orders', () => {
  test('a resting order fills later, and each change and execution is told once', async () => {
    await using rig = await aGeminiRig();
    const orders: OrderReport[] = [];
    const fills: Fill[] = [];
    rig.trader.on('order', (report) => orders.push(report));
    rig.trader.on('fill', (fill) => fills.push(fill));
    expect(await rig.trader.placeOrder(aCoinIntent())).toMatchObject({
      life: 'working',
      filled: '0',
    });
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '0.2']] });
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '9']] });
    await vi.waitFor(() => expect(orders.at(-1)?.life).toBe('filled'));
    expect(orders.map(({ life, filled }) => [life, filled])).toEqual([
      ['working', '0'],
      ['working', '0.2'],
      ['filled', '0.5'],
    ]);
    expect(fills).toMatchObject([
      { quantity: '0.2', price: '49000', commission: '19.6', liquidity: 'maker' },
      { quantity: '0.3', price: '49000', commission: '29.4', liquidity: 'maker' },
    ]);
    expect(await rig.trader.fetchFills({ since: 0 })).toMatchObject({
      kind: 'complete',
      items: fills.map(({ fillId, clientOrderId }) => ({ fillId, clientOrderId })),
    });
    expect(await rig.trader.fetchClosedOrders({ since: 0 })).toMatchObject({
      items: [{ clientOrderId: 'TW-s-1', life: 'filled' }],
    });
  });

  test('a market order walks the book as an immediate-or-cancel limit', async () => {
    await using rig = await aGeminiRig();
    const fills: Fill[] = [];
    rig.trader.on('fill', (fill) => fills.push(fill));
    const intent = aCoinIntent({ type: 'market', limitPrice: null, quantity: decimal('1.5') });
    expect(await rig.trader.placeOrder(intent)).toMatchObject({
      type: 'market',
      life: 'filled',
      timeInForce: 'IOC',
      limitPrice: '50100',
      averagePrice: '50040',
    });
    await vi.waitFor(() => expect(fills.map(({ price }) => price)).toEqual(['50010', '50100']));
  });

  test('a market order stops at the slippage cap and its rest is canceled', async () => {
    await using rig = await aGeminiRig({ marketSlippagePercent: '0.1' });
    const intent = aCoinIntent({ type: 'market', limitPrice: null, quantity: decimal('1.5') });
    expect(await rig.trader.placeOrder(intent)).toMatchObject({
      life: 'canceled',
      filled: '1',
      limitPrice: '50060.01',
    });
  });

  test('a post-only order that would take is refused, not canceled', async () => {
    await using rig = await aGeminiRig();
    const intent = aCoinIntent({ postOnly: true, limitPrice: decimal('50020') });
    expect(await rig.trader.placeOrder(intent)).toMatchObject({
      life: 'refused',
      message: 'MakerOrCancelWouldTake',
      refusal: 'would-take',
    });
  });

  test.each([
    ['a price off the tick', { limitPrice: decimal('49000.001') }],
    ['a quantity below the minimum', { quantity: decimal('0.000009') }],
    ['a quantity between the steps', { quantity: decimal('0.000000015') }],
    ['an order that lasts for the day', { timeInForce: 'DAY' as const }],
    ['an order without transmit', { transmit: false }],
    ['a stop on the wrong side', { type: 'stop-limit' as const, stopPrice: decimal('49500') }],
    ['an unknown symbol', { symbol: 'DOGE/USD' }],
  ])('%s is stopped before it is sent', async (_, parts) => {
    await using rig = await aGeminiRig();
    await expect(rig.trader.placeOrder(aCoinIntent(parts))).rejects.toMatchObject({
      outcome: 'not-sent',
    });
    expect(rig.fake.requests).not.toContain('/v1/order/new');
  });

  test('a stop-limit order keeps its stop price', async () => {
    await using rig = await aGeminiRig();
    const intent = aCoinIntent({
      type: 'stop-limit',
      stopPrice: decimal('50500'),
      limitPrice: decimal('50600'),
    });
    expect(await rig.trader.placeOrder(intent)).toMatchObject({
      life: 'working',
      stopPrice: '50500',
    });
    expect(await rig.trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      items: [{ type: 'stop-limit', stopPrice: '50500', limitPrice: '50600' }],
    });
  });

  test('orders made elsewhere are foreign and stay out of reach of "own"', async () => {
    await using rig = await aGeminiRig();
    await rig.trader.placeOrder(aCoinIntent());
    await rig.trader.placeOrder(aCoinIntent({ clientOrderId: 'other-1' }));
    expect(await rig.trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      items: [{ clientOrderId: 'TW-s-1' }],
    });
    await rig.trader.cancelAllOrders({ scope: 'own' });
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({
      items: [{ clientOrderId: null, foreign: true }],
    });
    await rig.trader.cancelAllOrders({ scope: 'all' });
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({ items: [] });
  });

  test('a restarted trader cancels by client id alone', async () => {
    const state = aDurableMap();
    await using rig = await aGeminiRig({ state });
    await rig.trader.placeOrder(aCoinIntent());
    await rig.trader.close();
    await using heir = await aGeminiRig({ state, restUrl: rig.fake.url });
    await heir.trader.cancelOrder('TW-s-1');
    expect(await heir.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'canceled' } });
    await expect(heir.trader.cancelOrder('TW-s-2')).rejects.toMatchObject({
      code: 'ORDER_NOT_FOUND',
    });
  });
});
