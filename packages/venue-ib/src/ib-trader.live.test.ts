/** Read-only questions to a real Gateway with a paper account. Runs only with all five keys of docs/testing.md. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SystemClock, SystemRandom, phaseAt } from '@tradewright/core';
import { IBTrader } from './ib-trader.ts';
import { liveSettings } from './testing/live-settings.ts';
import { MemoryMap } from './testing/memory-map.ts';

const settings = liveSettings(process.env);

describe.runIf(settings !== undefined)('a Gateway', () => {
  let trader: IBTrader;

  beforeAll(async () => {
    trader = new IBTrader({
      clock: new SystemClock(),
      random: new SystemRandom(),
      store: new MemoryMap(),
      ...settings,
    });
    await trader.connect();
  }, 60_000);
  afterAll(() => trader.close());

  test('it is the paper account that was named', () => {
    expect(trader).toMatchObject({ accountId: settings?.accountId, paper: true });
    expect(trader.connection()).toMatchObject({ socket: 'up' });
  });

  test.for(['BHP/AUD', 'AUD/USD', 'AAPL/USD'])(
    '%s has a contract, hours and a ladder',
    async (symbol) => {
      const instrument = await trader.loadInstrument(symbol);
      expect(instrument).toMatchObject({ symbol, conId: expect.any(Number) });
      expect(instrument.tickLadder.length).toBeGreaterThan(0);
      expect(['unknown']).not.toContain(phaseAt(instrument, Date.now()));
    },
  );

  test('account, positions, orders and executions are whole', async () => {
    expect((await trader.fetchAccount()).baseCurrency).toMatch(/^[A-Z]{3}$/);
    const answers = [
      await trader.fetchPositions(),
      await trader.fetchOpenOrders({ scope: 'all' }),
      await trader.fetchFills({ since: Date.now() - 60_000 }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'complete' });
  }, 60_000);

  test('bars of a pair come newest last', async () => {
    const request = { symbol: 'AUD/USD', timeframe: '1h', limit: 24 } as const;
    const times = (await trader.fetchBars(request)).bars.map((bar) => bar.time);
    expect(times.length).toBeGreaterThan(0);
    expect(times).toEqual(times.toSorted((first, second) => first - second));
  }, 60_000);
});

test.runIf(settings === undefined)('without the five keys nothing is asked', () => {
  expect(liveSettings({ IB_LIVE_TESTS: '1', IB_TEST_HOST: '127.0.0.1' })).toBe(undefined);
});
