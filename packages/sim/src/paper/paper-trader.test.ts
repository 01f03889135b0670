import { beforeEach, describe, expect, test } from 'vitest';
import {
  VirtualClock,
  decimal,
  type DurableMap,
  type Fill,
  type OrderIntent,
} from '@tradewright/core';
import { aCoinInstrument, anInstrument, anOrderIntent } from '@tradewright/core/testing';
import type { QuoteBarEvent } from '../feeds/feed-event.ts';
import { defaultPaperTerms, type PaperTerms } from './paper-terms.ts';
import { PaperTrader } from './paper-trader.ts';

const minute = 60_000;
const start = 1_522_800_000_000;

function quoteBar(index: number, bid: number, parts: Partial<QuoteBarEvent> = {}): QuoteBarEvent {
  const time = start + index * minute;
  const side = (price: number) => ({ open: price, high: price, low: price, close: price });
  const ask = Math.round((bid + 0.02) * 100) / 100;
  return {
    kind: 'quote-bar',
    symbol: 'BHP/AUD',
    time,
    end: time + minute,
    timeframe: '1m',
    bid: side(bid),
    ask: side(ask),
    bidSize: 1_000,
    askSize: 1_000,
    ...parts,
  };
}

function aTrader(
  parts: {
    readonly terms?: Partial<PaperTerms>;
    readonly state?: DurableMap;
    readonly canShort?: boolean;
  } = {},
) {
  const clock = new VirtualClock(start);
  const trader = new PaperTrader({
    accountId: 'PAPER',
    baseCurrency: 'AUD',
    openingCash: { AUD: '10000' },
    clock,
    instruments: [anInstrument({ canShort: parts.canShort ?? false }), aCoinInstrument()],
    terms: { ...defaultPaperTerms, ...parts.terms },
    state: parts.state,
  });
  const play = (event: QuoteBarEvent): void => {
    clock.advanceTo(event.end);
    trader.deliver(event);
  };
  return { trader, clock, play };
}

class MapState implements DurableMap {
  readonly values = new Map<string, string>();
  get(key: string): string | undefined {
    return this.values.get(key);
  }
  set(key: string, value: string): void {
    this.values.set(key, value);
  }
  delete(key: string): void {
    this.values.delete(key);
  }
  entries(): readonly (readonly [string, string])[] {
    return [...this.values];
  }
}

function anOrder(parts: Partial<OrderIntent> = {}): OrderIntent {
  return anOrderIntent({
    timeInForce: 'GTC',
    quantity: decimal('100'),
    limitPrice: decimal('50'),
    ...parts,
  });
}

describe('PaperTrader', () => {
  let it: ReturnType<typeof aTrader>;
  beforeEach(async () => {
    it = aTrader();
    await it.trader.connect();
    it.play(quoteBar(0, 49.99));
  });

  test('a buy takes the ask, pays the fee and moves cash and position', async () => {
    const fills: Fill[] = [];
    it.trader.on('fill', (fill) => fills.push(fill));
    const report = await it.trader.placeOrder(anOrder({ limitPrice: decimal('50.05') }));
    expect(report).toMatchObject({ life: 'filled', filled: '100', averagePrice: '50.01' });
    expect(fills).toMatchObject([
      { fillId: 'paper-1-1', price: '50.01', commission: '5.001', liquidity: 'taker' },
    ]);
    expect((await it.trader.fetchAccount()).cash).toEqual({ AUD: '4993.999' });
    expect(await it.trader.fetchPositions()).toMatchObject({
      kind: 'complete',
      items: [{ symbol: 'BHP/AUD', quantity: '100' }],
    });
  });

  test.for([
    ['off the price steps', { limitPrice: decimal('50.001') }, 'price step'],
    ['an odd lot', { quantity: decimal('1.5') }, 'multiple'],
    ['more than the cash', { quantity: decimal('500') }, 'is free'],
    ['a short where none is allowed', { side: 'sell' as const }, 'sold short'],
    ['an unknown symbol', { symbol: 'CBA/AUD' }, 'not traded'],
    ['a limit order without a limit', { limitPrice: null }, 'needs a limit'],
    ['reduce-only without a position', { side: 'sell' as const, reduceOnly: true }, 'reduce-only'],
    ['post-only that would take', { postOnly: true, limitPrice: decimal('51') }, 'taken liquidity'],
  ] as const)('%s is refused with the reason', async ([, parts, reason]) => {
    await expect(it.trader.placeOrder(anOrder(parts))).rejects.toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining(reason) as string,
    });
    expect(await it.trader.fetchOpenOrders()).toMatchObject({ kind: 'complete', items: [] });
  });

  test('the same client order id is never taken twice', async () => {
    await it.trader.placeOrder(anOrder());
    await expect(it.trader.placeOrder(anOrder())).rejects.toMatchObject({
      code: 'ORDER_DUPLICATE_ID',
      outcome: 'refused',
    });
  });

  test('a staged order never trades and can be canceled', async () => {
    expect(
      await it.trader.placeOrder(anOrder({ transmit: false, limitPrice: decimal('60') })),
    ).toMatchObject({ life: 'staged' });
    it.play(quoteBar(1, 49.99));
    expect(await it.trader.fetchOrder('TW-test-1-0000')).toMatchObject({
      kind: 'found',
      item: { life: 'staged' },
    });
    await it.trader.cancelOrder('TW-test-1-0000');
    expect(await it.trader.fetchOrder('TW-test-1-0000')).toMatchObject({
      item: { life: 'canceled' },
    });
  });

  test('without a connection lists are incomplete, never empty, and orders are not sent', async () => {
    await it.trader.close();
    expect(await it.trader.fetchOpenOrders()).toMatchObject({
      kind: 'incomplete',
      reason: 'not-connected',
    });
    await expect(it.trader.placeOrder(anOrder())).rejects.toMatchObject({ outcome: 'not-sent' });
  });

  test('an absent order is a value, not an error', async () => {
    expect(await it.trader.fetchOrder('nobody')).toMatchObject({ kind: 'absent' });
  });

  test('a cancel out of the news of one fill comes too late for what the same market filled', async () => {
    const { trader, play } = aTrader();
    await trader.connect();
    play(quoteBar(0, 50));
    const resting = (clientOrderId: string): Promise<unknown> =>
      trader.placeOrder(
        anOrderIntent({
          clientOrderId,
          type: 'limit',
          limitPrice: decimal('49'),
          quantity: decimal('10'),
        }),
      );
    await resting('first');
    await resting('second');
    const heard: string[] = [];
    const cancels: Promise<unknown>[] = [];
    trader.on('fill', (fill) => {
      heard.push(`filled ${fill.clientOrderId}`);
      if (fill.clientOrderId === 'first')
        cancels.push(trader.cancelOrder('second').catch((error: { code: string }) => error.code));
    });
    trader.on('order', ({ clientOrderId, life }) => heard.push(`${life} ${clientOrderId}`));
    play(quoteBar(1, 48));
    expect(await Promise.all(cancels)).toEqual(['ORDER_NOT_FOUND']);
    expect(heard.filter((text) => text.includes('second'))).toEqual([
      'filled second',
      'filled second',
    ]);
  });

  test('a resting order meets the extremes of the next bar, not those of the bar in which it came', async () => {
    await it.trader.placeOrder(anOrder({ limitPrice: decimal('49.5') }));
    expect(await it.trader.fetchOrder('TW-test-1-0000')).toMatchObject({
      item: { life: 'working' },
    });
    const dip = { open: 49.99, high: 49.99, low: 49.3, close: 49.99 };
    it.play(
      quoteBar(1, 49.99, { bid: dip, ask: { open: 50.01, high: 50.01, low: 49.32, close: 50.01 } }),
    );
    expect(await it.trader.fetchOrder('TW-test-1-0000')).toMatchObject({
      item: { life: 'filled', averagePrice: '49.5' },
    });
  });
});

test('shorts trade where the instrument allows them, with signed positions', async () => {
  const { trader, play } = aTrader({ canShort: true });
  await trader.connect();
  play(quoteBar(0, 50));
  await trader.placeOrder(anOrder({ side: 'sell', type: 'market', limitPrice: null }));
  expect(await trader.fetchPositions()).toMatchObject({
    items: [{ quantity: '-100', averagePrice: '50' }],
  });
});

test('latency keeps an order away from the book until its time has come', async () => {
  const { trader, play } = aTrader({ terms: { latencyMs: 90_000 } });
  await trader.connect();
  play(quoteBar(0, 49.99));
  expect(await trader.placeOrder(anOrder({ type: 'market', limitPrice: null }))).toMatchObject({
    life: 'pending',
  });
  play(quoteBar(1, 51));
  expect(await trader.fetchOrder('TW-test-1-0000')).toMatchObject({ item: { life: 'pending' } });
  play(quoteBar(2, 52));
  expect(await trader.fetchOrder('TW-test-1-0000')).toMatchObject({
    item: { life: 'filled', averagePrice: '51.02' },
  });
});

test('a post-only order that meets the market after its latency is told as refused, with the reason', async () => {
  const { trader, play } = aTrader({ terms: { latencyMs: 90_000 } });
  await trader.connect();
  play(quoteBar(0, 49.99));
  const told: unknown[] = [];
  trader.on('order', ({ life, refusal }) => told.push([life, refusal]));
  await trader.placeOrder(anOrder({ limitPrice: decimal('51'), postOnly: true }));
  play(quoteBar(1, 49.99));
  play(quoteBar(2, 49.99));
  expect(told).toEqual([['refused', 'would-take']]);
});

test('another process resumes the account where it stood: cash, position, resting order, fills, time', async () => {
  const state = new MapState();
  const first = aTrader({ state });
  await first.trader.connect();
  first.play(quoteBar(0, 49.99));
  await first.trader.placeOrder(anOrder({ limitPrice: decimal('50.05') }));
  await first.trader.placeOrder(
    anOrder({ clientOrderId: 'TW-test-2-0000', side: 'sell', limitPrice: decimal('55') }),
  );
  const before = await first.trader.fetchAccount();

  const second = aTrader({ state });
  await second.trader.connect();
  expect(second.trader.marketTime).toBe(start + minute);
  expect((await second.trader.fetchAccount()).cash).toEqual(before.cash);
  expect(await second.trader.fetchFills({ since: 0 })).toMatchObject({
    items: [{ fillId: 'paper-1-1' }],
  });
  second.play(quoteBar(1, 55.5));
  expect(await second.trader.fetchOrder('TW-test-2-0000')).toMatchObject({
    item: { life: 'filled', averagePrice: '55' },
  });
  await second.trader.placeOrder(
    anOrder({ clientOrderId: 'TW-test-3-0000', limitPrice: decimal('1') }),
  );
  expect(await second.trader.fetchOrder('TW-test-3-0000')).toMatchObject({
    item: { venueOrderId: 'paper-3' },
  });
});
