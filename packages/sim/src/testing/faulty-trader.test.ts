import {
  SeededRandom,
  VirtualClock,
  decimal,
  type Fill,
  type OrderIntent,
} from '@tradewright/core';
import { anInstrument, anOrderIntent } from '@tradewright/core/testing';
import { describe, expect, test } from 'vitest';
import type { QuoteBarEvent } from '../feeds/feed-event.ts';
import { PaperTrader } from '../paper/paper-trader.ts';
import { defaultPaperTerms } from '../paper/paper-terms.ts';
import { FaultyTrader, type FaultyTraderOptions } from './faulty-trader.ts';
import { faultNames, type FaultName, type FaultRates } from './fault-rates.ts';

const start = 1_522_800_000_000;

/** A market around 50 behind a bad line, with one quote played. */
async function aBadLine(rates: FaultRates, parts: Partial<FaultyTraderOptions> = {}) {
  const clock = new VirtualClock(start);
  const paper = new PaperTrader({
    accountId: 'PAPER',
    baseCurrency: 'AUD',
    openingCash: { AUD: '1000000' },
    clock,
    instruments: [anInstrument({ canShort: true })],
    terms: defaultPaperTerms,
  });
  await paper.connect();
  const wrap = (): FaultyTrader =>
    new FaultyTrader({ trader: paper, clock, random: new SeededRandom(7), rates, ...parts });
  const trader = wrap();
  const fills: Fill[] = [];
  trader.on('fill', (fill) => fills.push(fill));
  const play = (index: number, bid: number): void => {
    const side = (price: number) => ({ open: price, high: price, low: price, close: price });
    const time = start + index * 60_000;
    const event: QuoteBarEvent = {
      kind: 'quote-bar',
      symbol: 'BHP/AUD',
      timeframe: '1m',
      time,
      end: time + 60_000,
      bid: side(bid),
      ask: side(Math.round((bid + 0.02) * 100) / 100),
      bidSize: 1_000,
      askSize: 1_000,
    };
    clock.advanceTo(event.end);
    paper.deliver(event);
  };
  play(0, 49.99);
  return { clock, paper, trader, fills, play, wrap };
}

function anOrder(clientOrderId: string, parts: Partial<OrderIntent> = {}): OrderIntent {
  return anOrderIntent({
    clientOrderId,
    timeInForce: 'GTC',
    limitPrice: decimal('50.05'),
    ...parts,
  });
}

describe('FaultyTrader', () => {
  test('without rates it adds nothing and takes nothing', async () => {
    const { trader, fills } = await aBadLine({});
    expect(await trader.placeOrder(anOrder('a'))).toMatchObject({ life: 'filled' });
    expect(fills).toHaveLength(1);
    expect(Object.values(trader.faults).every((count) => count === 0)).toBe(true);
  });

  test('a lost answer leaves a real order behind an unknown outcome', async () => {
    const { trader, paper } = await aBadLine({ 'answer-lost': 1 });
    await expect(trader.placeOrder(anOrder('a'))).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await paper.fetchOrder('a')).toMatchObject({ item: { life: 'filled' } });
  });

  test('a lost command leaves nothing, a late one arrives after its caller gave up', async () => {
    const lost = await aBadLine({ 'command-lost': 1 });
    await expect(lost.trader.placeOrder(anOrder('a'))).rejects.toMatchObject({
      outcome: 'unknown',
    });
    expect(await lost.paper.fetchOrder('a')).toMatchObject({ kind: 'absent' });
    const late = await aBadLine({ 'command-late': 1 });
    await expect(late.trader.placeOrder(anOrder('a'))).rejects.toMatchObject({
      outcome: 'unknown',
    });
    expect(await late.paper.fetchOrder('a')).toMatchObject({ kind: 'absent' });
    late.clock.advanceTo(late.clock.now() + 5_000);
    expect(await late.paper.fetchOrder('a')).toMatchObject({ item: { life: 'filled' } });
  });

  test('events are lost, doubled and passed by others', async () => {
    const lost = await aBadLine({ 'event-lost': 1 });
    await lost.trader.placeOrder(anOrder('a'));
    expect(lost.fills).toEqual([]);
    const doubled = await aBadLine({ 'event-duplicated': 1 });
    await doubled.trader.placeOrder(anOrder('a'));
    expect(doubled.fills).toHaveLength(2);
    const swapped = await aBadLine({ 'event-reordered': 1 });
    const seen: string[] = [];
    swapped.trader.on('order', ({ life }) => seen.push(life));
    swapped.trader.on('fill', () => seen.push('fill'));
    await swapped.trader.placeOrder(anOrder('a'));
    swapped.trader.heal();
    expect(seen).toEqual(['fill', 'working', 'filled']);
  });

  test('a failed list is incomplete, and a partial one is never whole', async () => {
    const failed = await aBadLine({ 'query-failed': 1 });
    expect(await failed.trader.fetchFills({ since: 0 })).toMatchObject({ kind: 'incomplete' });
    await expect(failed.trader.fetchOrder('a')).rejects.toMatchObject({ code: 'VENUE_TIMEOUT' });
    const partial = await aBadLine({ 'query-partial': 1 });
    for (const id of ['a', 'b', 'c']) await partial.trader.placeOrder(anOrder(id));
    const result = await partial.trader.fetchFills({ since: 0 });
    expect(result.kind === 'incomplete' && result.partial.length < 3).toBe(true);
  });

  test('a commission that comes apart is pending in lists until it was told', async () => {
    const { trader, clock, fills } = await aBadLine({ 'commission-apart': 1 });
    const told: string[] = [];
    trader.on('commission', ({ commission }) => told.push(commission));
    await trader.placeOrder(anOrder('a'));
    expect(fills).toMatchObject([{ commission: null }]);
    expect(await trader.fetchFills({ since: 0 })).toMatchObject({ items: [{ commission: null }] });
    clock.advanceTo(clock.now() + 5_000);
    expect(told).toEqual(['5.001']);
    expect(await trader.fetchFills({ since: 0 })).toMatchObject({
      items: [{ commission: '5.001' }],
    });
  });

  test('a cut line sends nothing and tells nothing, and comes back with a higher epoch', async () => {
    const { trader, play, fills } = await aBadLine({});
    await trader.placeOrder(anOrder('rest', { limitPrice: decimal('49') }));
    const { epoch } = trader.connection();
    trader.cut();
    await expect(trader.placeOrder(anOrder('b'))).rejects.toMatchObject({ outcome: 'not-sent' });
    play(1, 48.9);
    expect(fills).toEqual([]);
    trader.mend();
    expect(trader.connection()).toMatchObject({ socket: 'up', epoch: epoch + 1 });
    expect(await trader.fetchFills({ since: 0 })).toMatchObject({ items: [{ price: '49' }] });
  });

  test.for(['before', 'after'] as const)(
    'a crash %s the send hides what became of it',
    async (moment) => {
      const { trader, paper, fills, wrap } = await aBadLine(
        {},
        { crashes: (at) => at.call === 'placeOrder' && at.moment === moment },
      );
      let settled = false;
      const settle = (): void => void (settled = true);
      void trader.placeOrder(anOrder('rest', { limitPrice: decimal('49') })).then(settle, settle);
      await Promise.resolve().then(() => undefined);
      const found = await paper.fetchOrder('rest');
      expect(found.kind).toBe(moment === 'before' ? 'absent' : 'found');
      expect([settled, fills, trader.faults.crash]).toEqual([false, [], 1]);
      expect((await wrap().fetchOpenOrders({ scope: 'own' })).kind).toBe('complete');
    },
  );

  test('the same seed over the same calls gives the same faults', async () => {
    const rates = Object.fromEntries(faultNames.map((name) => [name, 0.3])) as Record<
      FaultName,
      number
    >;
    const run = async (): Promise<string> => {
      const { trader, clock, play } = await aBadLine(rates);
      const log: unknown[] = [];
      trader.on('order', (report) => log.push(['order', report.clientOrderId, report.life]));
      trader.on('fill', (fill) => log.push(['fill', fill.fillId, clock.now()]));
      for (let index = 1; index < 40; index += 1) {
        const placed = trader.placeOrder(anOrder(`order-${index}`));
        placed.then(
          ({ life }) => log.push([index, life]),
          (error: Error) => log.push([index, error.message]),
        );
        play(index, 49.9 + (index % 5) / 20);
        await Promise.resolve();
      }
      return JSON.stringify([log, trader.faults]);
    };
    const first = await run();
    expect(await run()).toBe(first);
    expect(first).not.toContain('"answer-lost":0');
  });
});
