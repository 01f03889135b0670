/** Orders by hand in all their forms: what help shows, what a dry run tells, what a watch finds out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SystemClock, type OrderView } from '@tradewright/core';
import { TwsSimulator } from '@tradewright/venue-ib/testing';
import { aFolder, json, runCli, startServer, type CliResult } from './cli.ts';

type Placed = OrderView & { readonly outcome: string; readonly asSent?: AsSent };
type AsSent = {
  readonly contract: Readonly<Record<string, string | number>>;
  readonly order: Readonly<Record<string, string | number | boolean>>;
};

let tws: TwsSimulator;
let port = 0;
let folder = '';

beforeEach(async () => {
  folder = aFolder();
  tws = new TwsSimulator({ clock: new SystemClock() });
  port = await tws.listen();
  const sizes = { bidSize: 500_000, askSize: 500_000 };
  tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, last: 45.11, ...sizes });
  tws.setQuote('AUD/USD', { bid: 0.65, ask: 0.65005, ...sizes });
  tws.setQuote('AAPL/USD', { bid: 190.4, ask: 190.5, last: 190.45, ...sizes });
});
afterEach(() => tws.close());

const tw = (...words: string[]): Promise<CliResult> =>
  runCli(folder, words, { ACTIVE_EXCHANGE: 'IB', IB_PORT: String(port) });
const sent = (): string[][] => tws.received.filter(([kind]) => kind === '3');
// Good outside hours too: the tests run at any time of the day.
const bhp = { symbol: 'BHP/AUD', side: 'buy', type: 'limit', quantity: '20', limitPrice: '45' };
const order = (parts: object = {}): string =>
  JSON.stringify({ ...bhp, outsideHours: true, transmit: true, ...parts });
const place = async (parts: object = {}, ...flags: string[]) => {
  const result = await tw('place', '--json', order(parts), ...flags);
  return { code: result.code, body: json<Placed>(result) };
};

describe('place --help', () => {
  test('each order that it shows can be pasted', async () => {
    const help = (await runCli(folder, ['place', '--help'])).out;
    const shown = [...help.matchAll(/\((PAPER|IB)\)\n\s+tradewright place --json '(.+)'/g)];
    expect(shown.map(([, venue]) => venue)).toEqual(['PAPER', 'PAPER', 'IB', 'IB', 'IB']);
    for (const [, venue, text = ''] of shown) {
      const anyTime = { ...(JSON.parse(text) as object), outside_rth: true };
      const pasted = JSON.stringify(venue === 'IB' ? anyTime : JSON.parse(text));
      const result =
        venue === 'IB'
          ? await tw('place', '--json', pasted)
          : await runCli(folder, ['place', '--json', pasted]);
      expect([text, result.code, result.err]).toEqual([text, 0, '']);
      const { outcome } = json<Placed>(result);
      expect(outcome).toBe(text.includes('"transmit":true') ? 'accepted' : 'staged');
    }
    expect(sent().map((fields) => [fields[3], fields[4], fields[11]])).toEqual([
      ['BHP', 'STK', 'AUD'],
      ['AUD', 'CASH', 'USD'],
      ['AAPL', 'STK', 'USD'],
    ]);
  }, 120_000);
});

describe('--dry-run', () => {
  test('shows contract and order as they are sent afterwards, and sends nothing', async () => {
    const { code, body } = await place({ tag: 'june-7' }, '--dry-run');
    expect([code, body.outcome, sent()]).toEqual([0, 'dry-run', []]);
    const { contract, order: shown } = body.asSent ?? { contract: {}, order: {} };
    await place({ tag: 'june-7' });
    const [fields = []] = sent();
    const { conId, symbol, secType, exchange, primaryExch, currency } = contract;
    expect([conId, symbol, secType, exchange, primaryExch, currency].map(String)).toEqual(
      [2, 3, 4, 9, 10, 11].map((index) => fields[index]),
    );
    expect([contract['localSymbol'], contract['tradingClass']]).toEqual(fields.slice(12, 14));
    const { action, totalQuantity, orderType, lmtPrice, tif, account, transmit } = shown;
    expect([action, totalQuantity, orderType, lmtPrice, tif, account].map(String)).toEqual(
      [16, 17, 18, 19, 21, 23].map((index) => fields[index]),
    );
    expect([fields[27], transmit]).toEqual(['1', true]);
    // The reference begins with an id of its own, the tag behind it is the same.
    expect([shown['orderRef'], fields[26]]).toEqual([
      `${body.clientOrderId ?? ''} june-7`,
      expect.stringMatching(/^TW-\S+ june-7$/),
    ]);
  }, 120_000);
});

describe('watch', () => {
  test('a swallowed acknowledgement exits 4, and watch finds the order working and then filled', async () => {
    tws.faults.silent = new Set([3]);
    const { code, body } = await place();
    expect([code, body.outcome]).toEqual([4, 'unknown']);
    tws.faults.silent = new Set();
    const watching = tw('watch', '--order', body.clientOrderId ?? '', '--json');
    setTimeout(() => tws.setQuote('BHP/AUD', { bid: 44.9, ask: 44.95 }), 4_000);
    const watched = await watching;
    expect(watched.code, watched.out + watched.err).toBe(0);
    expect(watched.out).toContain('"event":"filled"');
    expect(sent()).toHaveLength(1);
  }, 120_000);

  test('an order that never arrived ends as not placed, and is not sent again', async () => {
    tws.faults.ignore = new Set([3]);
    const { body } = await place();
    tws.faults.ignore = new Set();
    const watched = await tw('watch', '--order', body.clientOrderId ?? '', '--json');
    expect(watched.code, watched.out + watched.err).toBe(1);
    expect(watched.out).toContain('"event":"not-placed"');
    expect(sent()).toHaveLength(1);
  }, 240_000);

  test('an id of the venue finds the order as well', async () => {
    const { clientOrderId } = (await place()).body;
    const [open] = json<OrderView[]>(await tw('orders', '--json'));
    expect(open).toMatchObject({ clientOrderId, venueOrderId: expect.stringMatching(/^\d+$/) });
    const permId = open?.venueOrderId ?? '';
    const watched = await tw('watch', '--order-id', permId, '--for', '1', '--json');
    expect(watched.code).toBe(4);
    expect(watched.out).toContain(clientOrderId ?? '-');
  }, 120_000);
});

test('--wait exits 4 at its deadline, and the order goes on', async () => {
  const { code, body } = await place({}, '--wait', '1');
  expect([code, body.status]).toEqual([4, 'working']);
}, 120_000);

test('a bare AAPL is a share in US dollars', async () => {
  const quote = await tw('quote', 'AAPL', '--json');
  expect(json(quote)).toMatchObject({ symbol: 'AAPL/USD', bid: 190.4 });
  const pair = await tw('quote', 'AUDUSD');
  expect([pair.code, pair.err]).toEqual([2, expect.stringContaining('AUD/USD')]);
}, 120_000);

describe('the same verbs elsewhere', () => {
  const far = { symbol: 'BTC/USD', quantity: '0.1', limitPrice: '6500', timeInForce: 'GTC' };
  const coin = (parts: object = {}): string => order({ ...far, outsideHours: false, ...parts });

  /** Exit codes of a life: placed, denied, canceled, watched; and what `orders` showed before and after. */
  async function life(env: Readonly<Record<string, string>>) {
    const at = (...words: string[]): Promise<CliResult> => runCli(folder, words, env);
    const placed = await at('place', '--json', coin({ tag: 'mine' }));
    const { clientOrderId } = json<Placed>(placed);
    const before = json<OrderView[]>(await at('orders', '--json'));
    const denied = await at('place', '--json', coin({ quantity: '900' }));
    const canceled = await at('cancel', clientOrderId ?? '', '--json');
    const watched = await at('watch', '--order', clientOrderId ?? '', '--json');
    const after = json<OrderView[]>(await at('orders', '--json'));
    return {
      codes: [placed.code, denied.code, canceled.code, watched.code],
      shown: before.map(({ tag, status }) => [tag, status]),
      ended: watched.out.includes('"event":"canceled"'),
      left: after.length,
    };
  }
  const whole = { codes: [0, 3, 0, 0], shown: [['mine', 'working']], ended: true, left: 0 };

  test('PAPER', async () => {
    expect(await life({})).toEqual(whole);
  }, 120_000);

  test('Gemini', async () => {
    const server = startServer(folder, ['gemini-simulator', '--port', '0', '--json']);
    const { environment } = JSON.parse(await server.out) as {
      environment: Record<string, string>;
    };
    try {
      expect(await life(environment)).toEqual(whole);
    } finally {
      server.child.kill('SIGTERM');
      await server.ended;
    }
  }, 120_000);
});
