/** What was recorded plays back as it was, and tells nothing of whom it was recorded with. */
import { VirtualClock, decimal, type Fill } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { GeminiTrader } from '../gemini/gemini-trader.ts';
import { parseCassette, type CassetteHeader, type CassetteRow } from './cassette.ts';
import { FakeGemini } from './fake-gemini.ts';
import { GeminiPlayback } from './gemini-playback.ts';
import { GeminiRecorder } from './gemini-recorder.ts';
import { aCoinIntent, aDurableMap } from './gemini-rig.ts';

const start = Date.UTC(2026, 10, 25);
const keys = { apiKey: 'account-very-own', apiSecret: 'very-secret' };
const header: CassetteHeader = {
  v: 1,
  kind: 'gemini-cassette',
  source: 'simulator',
  version: 'test',
  date: '2026-11-25',
  start,
  symbols: ['BTC/USD'],
};

type Ends = { readonly url: string; readonly wsUrl: string };

/** A short life of an account: it looks, places, is filled, and cancels. */
async function live({ url, wsUrl }: Ends, prefix: string, move: () => void): Promise<unknown> {
  const trader = new GeminiTrader({
    ...keys,
    sandbox: false,
    simulated: true,
    restUrl: url,
    wsUrl,
    clock: new VirtualClock(start),
    state: aDurableMap(),
    isOwn: (id) => id.startsWith(prefix),
    symbols: ['BTC/USD'],
    requestIntervalMs: 0,
    pollMs: 86_400_000,
    streamStaleMs: 86_400_000,
  });
  const fills: Fill[] = [];
  const quotes: (number | null)[] = [];
  trader.on('fill', (fill) => fills.push(fill));
  trader.on('quote', ({ bid }) => quotes.push(bid));
  await trader.connect();
  await trader.subscribe({ stream: 'quote', symbol: 'BTC/USD' });
  await trader.settle();
  await trader.placeOrder(aCoinIntent({ clientOrderId: `${prefix}1` }));
  await trader.placeOrder(
    aCoinIntent({ clientOrderId: `${prefix}2`, limitPrice: decimal('45000') }),
  );
  await trader.settle();
  move();
  await trader.settle();
  await trader.cancelOrder(`${prefix}2`);
  await trader.settle();
  const found = await trader.fetchOrder(`${prefix}1`);
  const open = await trader.fetchOpenOrders({ scope: 'own' });
  await trader.close();
  return {
    fills: fills.map(({ price, quantity, commission }) => [price, quantity, commission]),
    bid: quotes.at(-1),
    life: found.kind === 'found' ? found.item.life : 'absent',
    own: fills.map(({ clientOrderId }) => clientOrderId === `${prefix}1`),
    open: open.kind === 'complete' ? open.items.length : -1,
  };
}

async function record(): Promise<{ text: string; seen: unknown }> {
  const clock = new VirtualClock(start);
  const fake = await FakeGemini.start({ ...keys, clock });
  fake.market.deposit('USD', '91234.56');
  fake.market.setBook('btcusd', { bids: [['49990', '1']], asks: [['50010', '1']] });
  const rows: CassetteRow[] = [];
  const recorder = await GeminiRecorder.start({
    restUrl: fake.url,
    wsUrl: fake.wsUrl,
    clock,
    onRow: (row) => rows.push(row),
  });
  const seen = await live(recorder, 'TW-mine-', () => {
    fake.market.setBook('btcusd', { bids: [['48980', '1']], asks: [['48990', '9']] });
  });
  await recorder.stop();
  await fake.stop();
  return { text: [header, ...rows].map((row) => JSON.stringify(row)).join('\n'), seen };
}

describe('a cassette', () => {
  test('plays back fills, quotes and ends, whatever the client ids are now', async () => {
    const { text, seen } = await record();
    await using playback = await GeminiPlayback.start(parseCassette(text));
    const again = await live(playback, 'XY-other-', () => undefined);
    expect(playback.missed).toEqual([]);
    expect(again).toEqual(seen);
    expect(seen).toMatchObject({ fills: [['49000', '0.5', '49']], life: 'filled', open: 0 });
  });

  test('holds no key, no signature, no name, no balance and no id of whom it was recorded with', async () => {
    const { text } = await record();
    for (const secret of [
      'account-very-own',
      'very-secret',
      'x-gemini',
      'nonce',
      'TW-mine',
      '91234',
    ])
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(text).toContain('client-1');
  });

  test('does not answer an order that was not recorded', async () => {
    const { text } = await record();
    await using playback = await GeminiPlayback.start(parseCassette(text));
    const other = live(playback, 'XY-', () => undefined);
    await other;
    const response = await fetch(`${playback.url}/v1/order/new`, {
      method: 'POST',
      headers: { 'x-gemini-payload': Buffer.from('{"symbol":"ethusd"}').toString('base64') },
    });
    expect(response.status).toBe(400);
    expect(playback.missed).toHaveLength(1);
  });

  test.each([
    ['', 'Line 1'],
    ['{"v":1}', 'Line 1'],
    [`${JSON.stringify(header)}\n{"kind":"ws"}`, 'Line 2'],
    [JSON.stringify({ ...header, apiKey: 'x' }), 'Line 1'],
  ])('%j names the line that is wrong', (text, place) => {
    expect(() => parseCassette(text)).toThrow(place);
  });
});
