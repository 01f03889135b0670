/** Orders by hand at a venue: the real client over a socket, a TWS simulator on the other side. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SystemClock, type OrderView } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, json, runCli, type CliResult } from './cli.ts';

// Good outside hours too: the tests run at any time of the day.
const bhp = { action: 'BUY', symbol: 'BHP', currency: 'AUD', quantity: 20, orderType: 'LMT' };
const order = (parts: object = {}): string =>
  JSON.stringify({ ...bhp, limitPrice: 45, outsideRth: true, transmit: true, ...parts });

type Placed = OrderView & {
  readonly outcome: string;
  readonly denials: { readonly rule: string }[];
};

let tws: TwsSimulator;
let port = 0;
let folder = '';

beforeEach(async () => {
  folder = aFolder();
  tws = new TwsSimulator({ clock: new SystemClock() });
  port = await tws.listen();
  tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300, last: 45.11 });
});

afterEach(() => tws.close());

const tw = (words: readonly string[], env: Record<string, string> = {}): Promise<CliResult> =>
  runCli(folder, words, { ACTIVE_EXCHANGE: 'IB', IB_PORT: String(port), ...env });
const place = async (parts: object = {}, ...flags: string[]) => {
  const result = await tw(['place', '--json', order(parts), ...flags]);
  return { code: result.code, err: result.err, body: json<Placed>(result) };
};
const sent = (): number => tws.received.filter(([kind]) => kind === '3').length;

describe('place at IB', () => {
  test('an order rests, is listed, watched over its cancel, and none is sent twice', async () => {
    const { code, body, err } = await place({ orderRef: 'june-7' });
    expect([code, err]).toEqual([0, '']);
    expect(body).toMatchObject({ outcome: 'accepted', status: 'working', tag: 'june-7' });
    const open = json<OrderView[]>(await tw(['orders', '--json']));
    expect(open).toMatchObject([
      { clientOrderId: body.clientOrderId, tag: 'june-7', foreign: false },
    ]);
    const watching = tw(['watch', '--order', 'june-7', '--json']);
    const canceled = await tw(['cancel', body.clientOrderId ?? '', '--json']);
    expect([canceled.code, json<Placed>(canceled).status]).toEqual([0, 'canceled']);
    const watched = await watching;
    const lines = watched.out.trim().split('\n');
    expect(watched.code, watched.err).toBe(0);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'canceled' });
    expect(sent()).toBe(1);
  });

  test('without transmit it is staged', async () => {
    expect(await place({ transmit: false })).toMatchObject({
      code: 0,
      body: { outcome: 'staged' },
    });
  });

  test('a fill shows in fills and positions, and flatten sells it', async () => {
    const { body } = await place({ limitPrice: 45.12 }, '--wait', '20');
    expect(body).toMatchObject({ status: 'filled', averagePrice: '45.12' });
    const [fill] = json<object[]>(await tw(['fills', '--json']));
    expect(fill).toMatchObject({
      clientOrderId: body.clientOrderId,
      quantity: '20',
      currency: 'AUD',
    });
    const held = json<object[]>(await tw(['positions', '--json']));
    expect(held).toMatchObject([{ symbol: 'BHP/AUD', quantity: '20', strategyName: 'manual' }]);
    const flat = await tw(['flatten', '--json']);
    expect(flat.code, flat.out + flat.err).toBe(0);
    expect(json<object[]>(await tw(['positions', '--json']))).toEqual([]);
  });

  test('a denial exits 3 with every broken rule, and no order byte leaves', async () => {
    const { code, body } = await place({ quantity: 1000 });
    expect([code, body.denials.map(({ rule }) => rule)]).toEqual([
      3,
      ['max-order-value', 'gross-exposure'],
    ]);
    expect((await place({ limitPrice: 45.123 })).body.denials[0]?.rule).toBe('price-step');
    expect(sent()).toBe(0);
  });

  test('the whitelist holds for orders by hand', async () => {
    const result = await tw(['place', '--json', order()], { ALLOWED_SYMBOLS: 'CBA/AUD' });
    expect(result.code).toBe(3);
    expect(result.out).toContain('allowed-symbols');
  });

  test('a refusal of the venue exits 1', async () => {
    tws.faults.refuse = { code: 201, text: 'Order rejected - reason: no trading permission' };
    expect(await place()).toMatchObject({ code: 1, body: { outcome: 'refused' } });
  });

  test('an order that is never answered exits 4, stays unknown and is sent once', async () => {
    tws.faults.ignore = new Set([3]);
    const { code, body } = await place();
    expect([code, body.outcome]).toEqual([4, 'unknown']);
    tws.faults.ignore = new Set();
    const [seen] = json<OrderView[]>(await tw(['orders', '--json']));
    expect(seen).toMatchObject({ clientOrderId: body.clientOrderId, status: 'unknown' });
    expect(sent()).toBe(1);
  });

  test('a field that is wrong exits 2 and nothing connects', async () => {
    const result = await tw(['place', '--json', order({ orderType: 'LIMITED', quantity: 0 })]);
    expect(result.code).toBe(2);
    expect(result.out).toContain('orderType: was');
    expect(tws.received).toEqual([]);
  });

  test('health tells that it is connected, on which account, and its channels', async () => {
    const result = await tw(['health']);
    expect(result.code, result.err).toBe(0);
    expect(result.out).toMatch(/^connected=true next_valid_id=\d+ account=DU0000001 paper=true\n/);
    const body = json<object>(await tw(['health', '--json']));
    expect(body).toMatchObject({ channels: { socket: 'up', broker: 'up' }, baseCurrency: 'AUD' });
  });
});
