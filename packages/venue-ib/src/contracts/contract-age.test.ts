/** Contracts that have aged are asked for again, and IB's silence takes nothing away. */
import { expect, test } from 'vitest';
import { SystemClock, VirtualClock } from '@tradewright/core';
import { startRig } from '../testing/ib-trader-rig.ts';
import { MarketTimeClock } from '../testing/market-time-clock.ts';

const halfDayMs = 43_200_000;

test('within half a day once, then anew; an order never waits for it', async () => {
  const rig = await startRig();
  const market = new VirtualClock(Date.now());
  const trader = rig.make({ clientId: 9, clock: new MarketTimeClock(market, new SystemClock()) });
  await trader.connect();
  const asked = (): number => rig.asked('9').length;
  await trader.loadInstrument('BHP/AUD');
  const once = asked();
  await trader.loadInstrument('BHP/AUD');
  expect(asked()).toBe(once);
  market.advanceTo(market.now() + halfDayMs);
  await trader.fetchQuote('BHP/AUD');
  expect(asked()).toBe(once);
  const fresh = await trader.loadInstrument('BHP/AUD');
  expect(asked()).toBeGreaterThan(once);
  market.advanceTo(market.now() + halfDayMs);
  rig.simulator.faults.ignore = new Set([9]);
  expect(await trader.loadInstrument('BHP/AUD')).toEqual(fresh);
  await trader.close();
  await rig.stop();
}, 20_000);
