/** The hands that move a fake venue of coins in the conformance suite. @module */
import {
  Decimal,
  SystemClock,
  decimal,
  type BaseTrader,
  type DecimalString,
} from '@tradewright/core';
import type { Touch, TraderRig, VenueFault } from '@tradewright/venue-kit/testing';
import type { FakeFault } from './fake-faults.ts';
import type { FakeMarket } from './fake-market.ts';

const touch = { bid: decimal('49990'), ask: decimal('50010'), size: decimal('10') };
const prices = { open: 49_950, high: 50_050, low: 49_900, close: 50_000, volume: 3 };

/** More than a trader asks within a case. */
const manyTimes = 60;

/** A fake venue as the hands take it. */
export type HandledFake = {
  readonly market: FakeMarket;
  /** Plays a fault on the next request of a path. */
  fail(path: string, fault: FakeFault): void;
  heal(): void;
  stop(): Promise<void>;
};

/** How one fake venue is moved. */
export type FakeHands<Fake extends HandledFake> = {
  readonly fake: Fake;
  /** Such as `BTC/USD`, and the fake's own name of it. */
  readonly symbol: string;
  readonly marketId: string;
  /** Paths of every question about the account. */
  readonly questions: readonly string[];
  /** Which path and which fault make up a fault of the suite. */
  readonly faults: Readonly<Partial<Record<VenueFault, readonly [string, FakeFault]>>>;
  /** Makes a connected trader; called again for a restart, with the first one closed. */
  readonly open: (fake: Fake) => Promise<BaseTrader>;
};

/** A rig over a fresh fake with 100,000 of the quote currency and 5 BTC. */
export async function handledRig<Fake extends HandledFake>(
  hands: FakeHands<Fake>,
): Promise<TraderRig> {
  const { fake, symbol, marketId, questions, faults, open } = hands;
  const clock = new SystemClock();
  const [base = '', quote = ''] = symbol.split('/');
  fake.market.deposit(quote, '100000');
  fake.market.deposit(base, '5');
  const setTouch = ({ bid, ask, size }: Touch): void => {
    const side = (price: DecimalString | null) => (price === null ? [] : [[price, size] as const]);
    fake.market.setBook(marketId, { bids: side(bid), asks: side(ask) });
  };
  setTouch(touch);
  const startedAt = clock.now();
  const minute = Math.floor(startedAt / 60_000) * 60_000;
  for (const age of [3, 2, 1])
    fake.market.candles.add(marketId, { ...prices, time: minute - age * 60_000 });
  const first = await open(fake);
  let trader = first;
  let ids = 0;
  const play = (fault: VenueFault): void => {
    if (fault === 'queries-fail')
      for (const path of questions)
        for (let time = 0; time < manyTimes; time += 1) fake.fail(path, maintenance);
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
    symbol,
    unknownSymbol: `ZZZ/${quote}`,
    touch,
    quantity: decimal('0.1'),
    part: decimal('0.04'),
    nextClientOrderId: () => `TW-fake-${(ids += 1)}`,
    setTouch,
    taken: () => fake.market.orders.map(({ clientOrderId }) => clientOrderId),
    placeElsewhere: async () => void fake.market.submit(elsewhere(marketId)),
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

const maintenance: FakeFault = { kind: 'answer', status: 503, body: '<html>maintenance</html>' };

function elsewhere(symbol: string): Parameters<FakeMarket['submit']>[0] {
  return {
    clientOrderId: 'someone-1',
    symbol,
    side: 'buy',
    type: 'exchange limit',
    price: Decimal.from('40000'),
    stopPrice: undefined,
    amount: Decimal.from('0.1'),
    options: [],
  };
}
