/** Each answer that Gemini can give to a command, and what is known after it. @module */
import type { CommandOutcome, ErrorCode } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import type { FakeFault } from '../testing/fake-faults.ts';
import { aCoinIntent, aGeminiRig } from '../testing/gemini-rig.ts';

type Row = readonly [
  status: number,
  /** The venue's own word, or a page of HTML. */
  reason: string,
  command: CommandOutcome,
  commandCode: ErrorCode,
  queryCode: ErrorCode,
];

const table: readonly Row[] = [
  [400, 'InvalidNonce', 'refused', 'VENUE_AUTHENTICATION', 'VENUE_AUTHENTICATION'],
  [400, 'InvalidSignature', 'refused', 'VENUE_AUTHENTICATION', 'VENUE_AUTHENTICATION'],
  [400, 'MissingAccounts', 'refused', 'VENUE_AUTHENTICATION', 'VENUE_AUTHENTICATION'],
  [400, 'MarketNotOpen', 'refused', 'MARKET_CLOSED', 'MARKET_CLOSED'],
  [400, 'InvalidPrice', 'refused', 'ORDER_REFUSED', 'VENUE_BAD_ANSWER'],
  [400, 'InvalidQuantity', 'refused', 'ORDER_REFUSED', 'VENUE_BAD_ANSWER'],
  [400, 'InvalidStopPrice', 'refused', 'ORDER_REFUSED', 'VENUE_BAD_ANSWER'],
  [400, 'LimitPriceOffTick', 'refused', 'ORDER_REFUSED', 'VENUE_BAD_ANSWER'],
  [400, 'InvalidSymbol', 'refused', 'SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN'],
  [400, 'DuplicateOrder', 'unknown', 'ORDER_DUPLICATE_ID', 'VENUE_BAD_ANSWER'],
  [400, 'NeverHeardOf', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_BAD_ANSWER'],
  [
    403,
    'EndpointUnavailableInThisEnvironment',
    'refused',
    'VENUE_NOT_SUPPORTED',
    'VENUE_NOT_SUPPORTED',
  ],
  [403, 'MissingRole', 'refused', 'VENUE_PERMISSION', 'VENUE_PERMISSION'],
  [403, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_PERMISSION'],
  [404, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_BAD_ANSWER'],
  [406, 'InsufficientFunds', 'refused', 'INSUFFICIENT_FUNDS', 'INSUFFICIENT_FUNDS'],
  [429, 'RateLimit', 'refused', 'VENUE_RATE_LIMITED', 'VENUE_RATE_LIMITED'],
  [429, 'SomethingNew', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_RATE_LIMITED'],
  [429, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_RATE_LIMITED'],
  [500, 'System', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_UNAVAILABLE'],
  // The word of a refusal proves nothing while the venue is in trouble.
  [500, 'InsufficientFunds', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'INSUFFICIENT_FUNDS'],
  [500, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_UNAVAILABLE'],
  [502, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_UNAVAILABLE'],
  [503, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_UNAVAILABLE'],
  [504, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_UNAVAILABLE'],
  [200, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_BAD_ANSWER'],
  [302, '<html>', 'unknown', 'ORDER_UNKNOWN_OUTCOME', 'VENUE_BAD_ANSWER'],
];

function answer([status, reason]: Row): FakeFault {
  const said = JSON.stringify({ result: 'error', reason, message: 'no' });
  return { kind: 'answer', status, body: reason === '<html>' ? '<html>no</html>' : said };
}

describe('what is known after an error', () => {
  test('a command: its outcome, its code, and that it left once', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    await rig.trader.placeOrder(aCoinIntent({ clientOrderId: 'TW-rests' }));
    let sent = 1;
    for (const row of table) {
      const [status, reason, outcome, code] = row;
      const what = `${status} ${reason}`;
      const clientOrderId = `TW-s-${(sent += 1)}`;
      rig.fake.fail('/v1/order/new', answer(row));
      const placed = rig.trader.placeOrder(aCoinIntent({ clientOrderId }));
      await expect(placed, what).rejects.toMatchObject({ outcome, code });
      // A cancel may be signed and asked once more when its nonce was the trouble.
      rig.fake.fail('/v1/order/cancel', answer(row));
      if (reason === 'InvalidNonce') rig.fake.fail('/v1/order/cancel', answer(row));
      await expect(rig.trader.cancelOrder('TW-rests'), what).rejects.toMatchObject({ outcome });
    }
    expect(rig.fake.requests.filter((path) => path === '/v1/order/new')).toHaveLength(sent);
    expect(rig.fake.market.orders).toHaveLength(1);
  });

  test('a question: its code for one thing, an incomplete list for many', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    for (const row of table) {
      const [status, reason, , , code] = row;
      const what = `${status} ${reason}`;
      const times = reason === 'InvalidNonce' ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        rig.fake.fail('/v1/order/status', answer(row));
        rig.fake.fail('/v1/orders', answer(row));
      }
      await expect(rig.trader.fetchOrder('TW-s-1'), what).rejects.toMatchObject({ code });
      const open = await rig.trader.fetchOpenOrders({ scope: 'all' });
      expect(open, what).toMatchObject({ kind: 'incomplete', partial: [] });
    }
  });

  test('"not found" is a value for a question, and a refusal for a cancel', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    await rig.trader.placeOrder(aCoinIntent());
    const gone = answer([404, 'OrderNotFound', 'refused', 'ORDER_NOT_FOUND', 'ORDER_NOT_FOUND']);
    rig.fake.fail('/v1/order/status', gone);
    expect(await rig.trader.fetchOrder('TW-s-1')).toMatchObject({ kind: 'absent' });
    rig.fake.fail('/v1/order/cancel', gone);
    await expect(rig.trader.cancelOrder('TW-s-1')).rejects.toMatchObject({
      outcome: 'refused',
      code: 'ORDER_NOT_FOUND',
    });
  });

  test('in a storm of 429 each call is made once, and trading goes on after it', async () => {
    await using rig = await aGeminiRig({ streaming: false });
    const limited = answer([
      429,
      'RateLimit',
      'refused',
      'VENUE_RATE_LIMITED',
      'VENUE_RATE_LIMITED',
    ]);
    for (const path of ['/v1/orders', '/v1/order/new'])
      for (let time = 0; time < 40; time += 1) rig.fake.fail(path, limited);
    const before = rig.fake.requests.length;
    for (let turn = 0; turn < 20; turn += 1) {
      const clientOrderId = `TW-storm-${turn}`;
      await expect(rig.trader.placeOrder(aCoinIntent({ clientOrderId }))).rejects.toMatchObject({
        outcome: 'refused',
      });
      expect(await rig.trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
        kind: 'incomplete',
      });
    }
    expect(rig.fake.requests.length - before).toBe(40);
    rig.fake.heal();
    await rig.trader.placeOrder(aCoinIntent());
    expect(rig.fake.market.orders).toHaveLength(1);
    expect(rig.trader.connection().socket).toBe('up');
  });
});
