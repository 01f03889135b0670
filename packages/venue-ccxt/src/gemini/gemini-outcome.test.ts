/** What is known of an order after the wire has failed. @module */
import { decimal } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { fakeFaults, type FakeFault } from '../testing/fake-faults.ts';
import { aCoinIntent, aGeminiRig } from '../testing/gemini-rig.ts';

const placed = '/v1/order/new';
const dangerous = [
  'garbage',
  'empty',
  'htmlPage',
  'nullAnswer',
  'html500',
  'badGateway',
  'system',
  'dropAfter',
] as const;
const doubtful = [
  'html404',
  'html403',
  'html429',
  'maintenance',
  'unknownReason',
  'dropBefore',
  'duplicate',
] as const;

describe('GeminiTrader.placeOrder under faults', () => {
  test.each(dangerous)(
    '%s after the order was taken: unknown, found by its client id, sent once',
    async (name) => {
      await using rig = await aGeminiRig();
      rig.fake.fail(placed, fakeFaults[name]);
      await expect(rig.trader.placeOrder(aCoinIntent())).rejects.toMatchObject({
        outcome: 'unknown',
      });
      expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({
        kind: 'found',
        item: { life: 'working', quantity: '0.5' },
      });
      expect(rig.fake.requests.filter((path) => path === placed)).toHaveLength(1);
      expect(rig.fake.market.orders).toHaveLength(1);
    },
  );

  test.each(doubtful)(
    '%s is no refusal of this order: unknown, and its absence is found',
    async (name) => {
      await using rig = await aGeminiRig();
      rig.fake.fail(placed, fakeFaults[name]);
      await expect(rig.trader.placeOrder(aCoinIntent())).rejects.toMatchObject({
        outcome: 'unknown',
      });
      expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ kind: 'absent' });
      expect(rig.fake.requests.filter((path) => path === placed)).toHaveLength(1);
    },
  );

  test('an answer that comes too late is unknown and the order is found', async () => {
    await using rig = await aGeminiRig({ timeoutMs: 100 });
    rig.fake.fail(placed, { kind: 'late', delayMs: 400 });
    await expect(rig.trader.placeOrder(aCoinIntent())).rejects.toMatchObject({
      outcome: 'unknown',
    });
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ kind: 'found' });
  });

  test('an answer about another order is unknown', async () => {
    await using rig = await aGeminiRig();
    await rig.trader.placeOrder(aCoinIntent());
    const found = await rig.trader.fetchOrder('TW-s-1');
    expect(found.kind).toBe('found');
    const body = JSON.stringify({
      order_id: '1',
      client_order_id: 'TW-s-1',
      symbol: 'btcusd',
      side: 'buy',
      type: 'exchange limit',
      timestampms: 1,
      is_live: true,
      is_cancelled: false,
      options: [],
      price: '49000',
      original_amount: '0.5',
      executed_amount: '0',
      remaining_amount: '0.5',
    });
    rig.fake.fail(placed, { kind: 'answer', status: 200, body, done: true });
    const other = aCoinIntent({ clientOrderId: 'TW-s-2' });
    await expect(rig.trader.placeOrder(other)).rejects.toMatchObject({ outcome: 'unknown' });
  });

  test.each([
    ['InsufficientFunds', { quantity: decimal('4') }, 'INSUFFICIENT_FUNDS'],
    ['RateLimit', {}, 'VENUE_RATE_LIMITED'],
    ['InvalidNonce', {}, 'VENUE_AUTHENTICATION'],
  ] as const)('%s is the venue saying no', async (reason, parts, code) => {
    await using rig = await aGeminiRig();
    if (reason === 'RateLimit') rig.fake.fail(placed, fakeFaults.rateLimit);
    if (reason === 'InvalidNonce') rig.fake.fail(placed, { kind: 'jump', nonce: 9e14 });
    await expect(rig.trader.placeOrder(aCoinIntent(parts))).rejects.toMatchObject({
      outcome: 'refused',
      code,
      facts: { reason },
    });
    expect(rig.fake.market.orders).toHaveLength(0);
    expect(rig.fake.requests.filter((path) => path === placed)).toHaveLength(1);
  });

  test('an order that a proxy delivered twice is not taken for refused', async () => {
    await using rig = await aGeminiRig();
    rig.fake.fail(placed, { kind: 'twice' });
    await expect(rig.trader.placeOrder(aCoinIntent())).rejects.toMatchObject({
      outcome: 'unknown',
      facts: { reason: 'RepeatedNonce' },
    });
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ kind: 'found' });
  });

  test('a venue that nobody listens for was sent nothing', async () => {
    await using rig = await aGeminiRig();
    await rig.fake.stop();
    // Uses up what is left of the kept-alive connection, which might fail only after sending.
    await rig.trader.fetchOpenOrders({ scope: 'all' });
    await expect(rig.trader.placeOrder(aCoinIntent())).rejects.toMatchObject({
      outcome: 'not-sent',
    });
    expect(rig.trader.connection().socket).toBe('degraded');
    expect(await rig.trader.maybeReconnect()).toBe(false);
  });

  test.each(Object.entries(fakeFaults) as [string, FakeFault][])(
    '%s on a list is an incomplete answer, never an empty one',
    async (_, fault) => {
      await using rig = await aGeminiRig();
      rig.fake.fail('/v1/orders', fault);
      expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({
        kind: 'incomplete',
      });
      rig.fake.fail('/v1/balances', fault);
      await expect(rig.trader.fetchAccount()).rejects.toMatchObject({ name: 'TradewrightError' });
    },
  );

  test.each(['garbage', 'htmlPage', 'nullAnswer', 'empty', 'html500'] as const)(
    '%s to "cancel all" proves nothing',
    async (name) => {
      await using rig = await aGeminiRig();
      rig.fake.fail('/v1/order/cancel/all', fakeFaults[name]);
      const command = rig.trader.cancelAllOrders({ scope: 'all' });
      await expect(command).rejects.toMatchObject({ outcome: 'unknown' });
    },
  );

  test('a lost cancel is unknown and the next look tells that it worked', async () => {
    await using rig = await aGeminiRig();
    await rig.trader.placeOrder(aCoinIntent());
    rig.fake.fail('/v1/order/cancel', fakeFaults.dropAfter);
    await expect(rig.trader.cancelOrder('TW-s-1')).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ item: { life: 'canceled' } });
  });

  test('a page of HTML in place of a list is told as what it was', async () => {
    await using rig = await aGeminiRig();
    rig.fake.fail('/v1/orders', fakeFaults.htmlPage);
    expect(await rig.trader.fetchOpenOrders({ scope: 'all' })).toMatchObject({
      reason: 'bad-answer',
      message: expect.stringContaining('not its JSON') as string,
    });
  });
});
