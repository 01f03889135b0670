/** CcxtTrader through ccxt's unified methods against a fake Gemini on loopback. @module */
import { SystemClock, decimal, type Fill } from '@tradewright/core';
import { describe, expect, test, vi } from 'vitest';
import { NonceLane } from '../ccxt/nonce-lane.ts';
import { createGeminiExchange } from '../gemini/gemini-exchange.ts';
import { fakeFaults } from '../testing/fake-faults.ts';
import { aCoinIntent, aDurableMap, aGeminiRig } from '../testing/gemini-rig.ts';
import { quirksOf } from './ccxt-quirks.ts';
import { CcxtTrader } from './ccxt-trader.ts';

async function aGenericRig() {
  const { fake, ...rig } = await aGeminiRig();
  const clock = new SystemClock();
  await rig.trader.close();
  fake.signature.jumpTo(0);
  const trader = new CcxtTrader({
    id: 'gemini',
    config: {},
    sandbox: false,
    simulated: true,
    clock,
    state: aDurableMap(),
    isOwn: (id) => id.startsWith('TW-'),
    symbols: ['BTC/USD'],
    pollMs: 20,
    createExchange: () =>
      createGeminiExchange({
        apiKey: 'account-test',
        apiSecret: 'not-a-secret',
        sandbox: false,
        restUrl: fake.url,
        timeoutMs: 2_000,
        requestIntervalMs: 0,
        clock,
        nonces: new NonceLane(clock, aDurableMap(), 'k'),
      }),
  });
  await trader.connect();
  const stop = async (): Promise<void> => {
    await trader.close();
    await fake.stop();
  };
  return { fake, trader, [Symbol.asyncDispose]: stop };
}

describe('CcxtTrader', () => {
  test('market data, instruments and balances come in our shapes', async () => {
    await using rig = await aGenericRig();
    expect(await rig.trader.fetchQuote('BTC/USD')).toMatchObject({ bid: 49990, ask: 50010 });
    expect((await rig.trader.fetchOrderBook('BTC/USD', 1)).asks).toEqual([[50010, 1]]);
    expect(await rig.trader.loadInstrument('BTC/USD')).toMatchObject({ lot: '0.00000001' });
    expect(await rig.trader.fetchPositions()).toMatchObject({ items: [{ quantity: '5' }] });
    const bars = await rig.trader.fetchBars({ symbol: 'BTC/USD', timeframe: '1m', limit: 2 });
    expect(bars.bars).toHaveLength(2);
  });

  test('an order rests, fills, and its executions are told once', async () => {
    await using rig = await aGenericRig();
    const fills: Fill[] = [];
    rig.trader.on('fill', (fill) => fills.push(fill));
    expect(await rig.trader.placeOrder(aCoinIntent())).toMatchObject({ life: 'working' });
    rig.fake.market.setBook('btcusd', { bids: [], asks: [['48990', '9']] });
    await vi.waitFor(() => expect(fills).toHaveLength(1));
    expect(fills).toMatchObject([{ clientOrderId: 'TW-s-1', quantity: '0.5', price: '49000' }]);
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'filled' } });
  });

  test('a market order walks the book and stops at the cap', async () => {
    await using rig = await aGenericRig();
    const intent = aCoinIntent({ type: 'market', limitPrice: null, quantity: decimal('1.5') });
    expect(await rig.trader.placeOrder(intent)).toMatchObject({ life: 'filled', filled: '1.5' });
  });

  test('a lost order is unknown, found by its client id, and sent once', async () => {
    await using rig = await aGenericRig();
    rig.fake.fail('/v1/order/new', fakeFaults.dropAfter);
    await expect(rig.trader.placeOrder(aCoinIntent())).rejects.toMatchObject({
      outcome: 'unknown',
    });
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'working' } });
    await rig.trader.cancelOrder('TW-s-1');
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({ items: [] });
    expect(rig.fake.market.orders).toHaveLength(1);
  });

  test('absence is never claimed at a venue that cannot prove it', async () => {
    await using rig = await aGenericRig();
    const answer = rig.trader.fetchOrder('TW-s-9');
    await expect(answer).rejects.toMatchObject({ code: 'VENUE_NOT_SUPPORTED' });
    expect(await rig.trader.fetchClosedOrders({ since: 0 })).toMatchObject({
      kind: 'incomplete',
      reason: 'not-supported',
    });
  });

  test.each(['btcmarkets', 'independentreserve'])(
    '%s refuses real money unless opted in',
    async (id) => {
      const options = {
        config: {},
        sandbox: false,
        clock: new SystemClock(),
        state: aDurableMap(),
      };
      const trader = new CcxtTrader({ ...options, id, isOwn: () => true, symbols: ['BTC/AUD'] });
      await expect(trader.connect()).rejects.toMatchObject({ code: 'NOT_ARMED' });
      expect(quirksOf(id).jurisdiction).toContain('Australia');
    },
  );
});
