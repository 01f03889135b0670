/** `place --dry-run` at venues other than IB, and the names that an order has in every verb. */
import { SystemClock, type OrderView, type Quote } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { describe, expect, test } from 'vitest';
import { aFolder, json, runCli } from './cli.ts';

type Shown = OrderView & {
  readonly outcome: string;
  readonly asSent?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const order = (parts: object): string =>
  JSON.stringify({ side: 'buy', type: 'limit', timeInForce: 'GTC', ...parts });

describe('place --dry-run', () => {
  test('PAPER shows the intent that its book would take', async () => {
    const text = order({ symbol: 'BTC/USD', quantity: '0.1', limitPrice: '6700', tag: 'june' });
    const result = await runCli(aFolder(), ['place', '--json', text, '--dry-run']);
    const body = json<Shown>(result);
    expect([result.code, body.outcome, body.clientOrderId]).toEqual([
      0,
      'dry-run',
      expect.stringMatching(/^TW-/),
    ]);
    expect(body.asSent?.['order']).toMatchObject({
      clientOrderId: body.clientOrderId,
      quantity: '0.1',
      limitPrice: '6700',
      tag: 'june',
    });
  }, 60_000);

  test('GEMINI shows the body of its request', async () => {
    const folder = aFolder();
    const env = { ACTIVE_EXCHANGE: 'GEMINI', GEMINI_TEST_MODE: 'simulator' };
    const quote = json<Quote>(await runCli(folder, ['quote', 'BTC/USD', '--json'], env));
    const limitPrice = String(Math.floor(quote.bid ?? 0));
    const text = order({ symbol: 'BTC/USD', quantity: '0.1', limitPrice });
    const result = await runCli(folder, ['place', '--json', text, '--dry-run'], env);
    const body = json<Shown>(result);
    expect([result.code, body.outcome], result.out).toEqual([0, 'dry-run']);
    expect(body.asSent?.['POST /v1/order/new']).toMatchObject({
      client_order_id: body.clientOrderId,
      symbol: 'btcusd',
      amount: '0.1',
      price: limitPrice,
    });
  }, 60_000);
});

test('an order has one venueOrderId in place, orders, watch and fills, and it is IB’s permanent id', async () => {
  const tws = new TwsSimulator({ clock: new SystemClock() });
  const env = { ACTIVE_EXCHANGE: 'IB', IB_PORT: String(await tws.listen()) };
  const folder = aFolder();
  const tw = (...words: string[]) => runCli(folder, words, env);
  tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300 });
  const place = async (limitPrice: string, ...flags: string[]): Promise<Shown> => {
    const terms = { symbol: 'BHP/AUD', side: 'buy', type: 'limit', quantity: '20', limitPrice };
    const text = JSON.stringify({ ...terms, outsideHours: true, transmit: true });
    return json<Shown>(await tw('place', '--json', text, ...flags));
  };
  const filled = await place('45.12', '--wait', '20');
  expect(filled.venueOrderId).toMatch(/^\d{5,}$/);
  expect(json<Shown[]>(await tw('fills', '--json'))).toMatchObject([
    { clientOrderId: filled.clientOrderId, venueOrderId: filled.venueOrderId },
  ]);
  const { clientOrderId, venueOrderId } = await place('45');
  expect(json<Shown[]>(await tw('orders', '--json'))).toMatchObject([
    { clientOrderId, venueOrderId },
  ]);
  tws.setQuote('BHP/AUD', { ask: 44.9, bid: 44.8 });
  const watched = await tw('watch', '--order', venueOrderId ?? '', '--json');
  expect(watched.code, watched.err).toBe(0);
  expect(JSON.parse(watched.out.trim().split('\n').at(-1) ?? '')).toMatchObject({
    event: 'filled',
    venueOrderId,
  });
  await tws.close();
}, 120_000);
