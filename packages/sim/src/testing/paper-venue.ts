/** The paper venue as the conformance suite takes it. @module */
import {
  SeededRandom,
  VirtualClock,
  decimal,
  type BaseTrader,
  type DecimalString,
  type DurableMap,
  type Instrument,
} from '@tradewright/core';
import type {
  ConformanceVenue,
  Touch,
  TraderRig,
  VenueFault,
} from '@tradewright/venue-kit/testing';
import { paperCapabilities } from '../paper/paper-capabilities.ts';
import { defaultPaperTerms } from '../paper/paper-terms.ts';
import { PaperTrader } from '../paper/paper-trader.ts';
import type { FaultName } from './fault-rates.ts';
import { FaultyTrader } from './faulty-trader.ts';

const start = 1_522_800_000_000;
const minuteMs = 60_000;

const rates: Readonly<Partial<Record<VenueFault, FaultName>>> = {
  'answer-lost': 'answer-lost',
  'command-lost': 'command-lost',
  'cancel-answer-lost': 'answer-lost',
  'queries-fail': 'query-failed',
  'commission-late': 'commission-apart',
};

/** A paper account in one share at 49.99 to 50.01, under virtual time, behind a line that can be made bad. */
export const paperVenue: ConformanceVenue = {
  name: 'PaperTrader',
  capabilities: paperCapabilities,
  faults: [
    'answer-lost',
    'command-lost',
    'cancel-answer-lost',
    'queries-fail',
    'cut',
    'commission-late',
  ],
  facts: [
    'absence',
    'closed-orders',
    'fill-history',
    'restart',
    'tags',
    'liquidity',
    'exact-cash',
    'average-price',
    'long-ids',
    'bars',
  ],
  start: startPaper,
};

async function startPaper(): Promise<TraderRig> {
  const clock = new VirtualClock(start);
  const state = memoryState();
  const taken = new Set<string>();
  let ids = 0;
  const open = async (): Promise<[PaperTrader, FaultyTrader]> => {
    const paper = new PaperTrader({
      accountId: 'PAPER-1',
      baseCurrency: 'AUD',
      openingCash: { AUD: '1000000' },
      clock,
      instruments: [share],
      terms: defaultPaperTerms,
      state,
    });
    paper.on('order', ({ clientOrderId }) => taken.add(clientOrderId ?? ''));
    const line = new FaultyTrader({ trader: paper, clock, random: new SeededRandom(1) });
    await line.connect();
    return [paper, line];
  };
  let [paper, line] = await open();
  const setTouch = ({ bid, ask, size }: Touch): void => {
    const time = clock.now();
    const side = (text: DecimalString | null) => {
      const price = Number(text);
      return { open: price, high: price, low: price, close: price };
    };
    const shown = Number(size);
    clock.advanceTo(time + minuteMs);
    paper.deliver({
      kind: 'quote-bar',
      symbol: share.symbol,
      timeframe: '1m',
      time,
      end: time + minuteMs,
      bid: side(bid),
      ask: side(ask),
      bidSize: shown,
      askSize: shown,
    });
  };
  const touch = { bid: decimal('49.99'), ask: decimal('50.01'), size: decimal('1000') };
  for (let index = 0; index < 3; index += 1) setTouch(touch);
  const restart = async (): Promise<BaseTrader> => {
    line.crash();
    [paper, line] = await open();
    setTouch(touch);
    return line;
  };
  return {
    trader: line,
    startedAt: clock.now(),
    symbol: share.symbol,
    unknownSymbol: 'ZZZ/AUD',
    touch,
    quantity: decimal('100'),
    part: decimal('40'),
    nextClientOrderId: () => `TW-paper-${(ids += 1)}`,
    setTouch,
    taken: () => [...taken],
    placeElsewhere: () => Promise.reject(new Error('a paper account has one owner')),
    restart,
    play: (fault) => {
      const name = rates[fault];
      if (name === undefined) line.cut();
      else line.setRates({ [name]: 1 });
    },
    heal: () => line.heal(),
    pause: async () => {
      clock.advanceTo(clock.now() + 20);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
    [Symbol.asyncDispose]: () => line.close(),
  };
}

function memoryState(): DurableMap {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
    delete: (key) => void values.delete(key),
    entries: () => [...values],
  };
}

const share: Instrument = {
  symbol: 'BHP/AUD',
  venue: 'PAPER',
  assetClass: 'equity',
  base: 'BHP',
  currency: 'AUD',
  tickLadder: [{ from: decimal('0'), increment: decimal('0.01') }],
  lot: decimal('1'),
  minimumQuantity: decimal('1'),
  minimumNotional: null,
  hours: 'always',
  timeZone: 'Australia/Sydney',
  canShort: true,
  orderTypes: [...paperCapabilities.orderTypes],
  timesInForce: [...paperCapabilities.timesInForce],
  exchange: null,
  primaryExchange: null,
  conId: null,
  longName: null,
  industry: null,
  category: null,
  subcategory: null,
};
