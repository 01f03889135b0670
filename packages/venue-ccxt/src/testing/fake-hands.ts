/** The hands that move a fake Gemini in the conformance suite. @module */
import {
  Decimal,
  SystemClock,
  decimal,
  type BaseTrader,
  type DecimalString,
} from '@tradewright/core';
import type { Touch, TraderRig, VenueFault } from '@tradewright/venue-kit/testing';
import { fakeFaults, type FakeFault } from './fake-faults.ts';
import { FakeGemini } from './fake-gemini.ts';

const touch = { bid: decimal('49990'), ask: decimal('50010'), size: decimal('10') };

const prices = { open: 49_950, high: 50_050, low: 49_900, close: 50_000, volume: 3 };

/** Paths of every question about the account. */
const questions = [
  '/v1/balances',
  '/v1/orders',
  '/v1/orders/history',
  '/v1/mytrades',
  '/v1/order/status',
];

const refusal: FakeFault = {
  kind: 'answer',
  status: 406,
  body: '{"result":"error","reason":"InsufficientFunds","message":"Insufficient USD funds"}',
};

const faults: Readonly<Partial<Record<VenueFault, readonly [string, FakeFault]>>> = {
  'answer-lost': ['/v1/order/new', fakeFaults.dropAfter],
  'command-lost': ['/v1/order/new', fakeFaults.dropBefore],
  'bad-answer': ['/v1/order/new', fakeFaults.garbage],
  'order-refused': ['/v1/order/new', refusal],
  'cancel-answer-lost': ['/v1/order/cancel', fakeFaults.dropAfter],
};

/** More than a trader asks within a case. */
const manyTimes = 60;

/** The keys of the fake account. */
export const fakeKeys = { apiKey: 'account-test', apiSecret: 'not-a-secret' };

/**
 * A rig over a fresh fake with 100,000 USD and 5 BTC.
 *
 * @param open - Makes a connected trader; called again for a restart, with the first one closed.
 */
export async function fakeRig(open: (fake: FakeGemini) => Promise<BaseTrader>): Promise<TraderRig> {
  const clock = new SystemClock();
  const fake = await FakeGemini.start(fakeKeys);
  fake.market.deposit('USD', '100000');
  fake.market.deposit('BTC', '5');
  const setTouch = ({ bid, ask, size }: Touch): void => {
    const side = (price: DecimalString | null) => (price === null ? [] : [[price, size] as const]);
    fake.market.setBook('btcusd', { bids: side(bid), asks: side(ask) });
  };
  setTouch(touch);
  const startedAt = clock.now();
  const minute = Math.floor(startedAt / 60_000) * 60_000;
  for (const age of [3, 2, 1])
    fake.market.candles.add('btcusd', { ...prices, time: minute - age * 60_000 });
  const first = await open(fake);
  let trader = first;
  let ids = 0;
  const play = (fault: VenueFault): void => {
    if (fault === 'queries-fail') {
      for (const path of questions)
        for (let time = 0; time < manyTimes; time += 1) fake.fail(path, fakeFaults.maintenance);
    }
    const found = faults[fault];
    if (found !== undefined) fake.fail(...found);
  };
  const restart = async (): Promise<BaseTrader> => {
    await trader.close();
    trader = await open(fake);
    return trader;
  };
  return {
    trader: first,
    startedAt,
    symbol: 'BTC/USD',
    unknownSymbol: 'ZZZ/USD',
    touch,
    quantity: decimal('0.1'),
    part: decimal('0.04'),
    nextClientOrderId: () => `TW-fake-${(ids += 1)}`,
    setTouch,
    taken: () => fake.market.orders.map(({ clientOrderId }) => clientOrderId),
    placeElsewhere: async () => void fake.market.submit(elsewhere()),
    restart,
    play,
    heal: () => fake.heal(),
    pause: () => clock.sleep(10),
    [Symbol.asyncDispose]: async () => {
      await trader.close();
      await fake.stop();
    },
  };
}

function elsewhere(): Parameters<FakeGemini['market']['submit']>[0] {
  return {
    clientOrderId: 'someone-1',
    symbol: 'btcusd',
    side: 'buy',
    type: 'exchange limit',
    price: Decimal.from('40000'),
    stopPrice: undefined,
    amount: Decimal.from('0.1'),
    options: [],
  };
}
