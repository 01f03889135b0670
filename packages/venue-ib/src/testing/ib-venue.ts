/** IB as the conformance suite takes it: the real client library against the simulator on loopback. @module */
import { SeededRandom, SystemClock, decimal, type DecimalString } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import type {
  ConformanceVenue,
  Touch,
  TraderRig,
  VenueFault,
} from '@tradewright/venue-kit/testing';
import { ibCapabilities } from '../ib-capabilities.ts';
import { IBTrader } from '../ib-trader.ts';
import type { IBTraderOptions } from '../ib-trader-options.ts';
import { MemoryMap } from './memory-map.ts';
import { TwsSimulator } from './tws-simulator.ts';

const symbol = 'BHP/AUD';
const touch = { bid: decimal('45.1'), ask: decimal('45.12'), size: decimal('1000') };
/** Message ids of orders, cancels, and of every question about the account. */
const [orderKind, cancelKind] = [3, 4];
const questionKinds: ReadonlySet<number> = new Set([5, 6, 7, 16, 61, 62, 76, 99]);

/** A paper account in ASX shares behind a simulated TWS. */
export const ibVenue: ConformanceVenue = {
  name: 'IBTrader',
  capabilities: ibCapabilities,
  faults: [
    'answer-lost',
    'command-lost',
    'cancel-answer-lost',
    'order-refused',
    'queries-fail',
    'cut',
    'commission-late',
    'fill-corrected',
  ],
  facts: [
    'absence',
    'closed-orders',
    'fill-history',
    'restart',
    'foreign-orders',
    'tags',
    'liquidity',
    'exact-cash',
    'average-price',
    'long-ids',
    'one-sided',
    'bars',
  ],
  start: startIB,
};

async function startIB(): Promise<TraderRig> {
  const clock = new SystemClock();
  const store = new MemoryMap();
  const simulator = new TwsSimulator({ clock });
  const port = await simulator.listen();
  const startedAt = clock.now();
  let ids = 0;
  const setTouch = ({ bid, ask, size }: Touch): void => {
    const number = (text: DecimalString | null) => (text === null ? null : Number(text));
    const sizes = { bidSize: Number(size), askSize: Number(size) };
    simulator.setQuote(symbol, { bid: number(bid), ask: number(ask), ...sizes });
  };
  setTouch(touch);
  const minute = Math.floor(startedAt / 60_000) * 60_000;
  const prices = { open: 45, high: 45.2, low: 44.9, close: 45.1, volume: 1_000 };
  simulator.setBars(
    symbol,
    [3, 2, 1].map((age) => ({ time: minute - age * 60_000, ...prices })),
  );
  simulator.addBar(symbol, { time: minute, ...prices });
  const waits = { ackTimeoutMs: 500, quoteTimeoutMs: 1_000, requestTimeoutMs: 1_000 };
  const connected = async (parts: Partial<IBTraderOptions> = {}): Promise<IBTrader> => {
    const options = { clock, random: new SeededRandom(1), store, port, ...waits, ...parts };
    const trader = new IBTrader(options);
    await trader.connect();
    return trader;
  };
  let trader = await connected();
  const first = trader;
  const placeElsewhere = async (): Promise<void> => {
    const other = await connected({ clientId: 5, store: new MemoryMap() });
    const parts = {
      clientOrderId: 'else-1',
      timeInForce: 'GTC',
      limitPrice: decimal('40'),
    } as const;
    await other.placeOrder(anOrderIntent(parts));
    await other.close();
  };
  const restart = async (): Promise<IBTrader> => {
    await trader.close();
    trader = await connected();
    return trader;
  };
  return {
    trader: first,
    startedAt,
    symbol,
    unknownSymbol: 'ZZZ/AUD',
    touch,
    quantity: decimal('100'),
    part: decimal('40'),
    nextClientOrderId: () => `TW-ib-${(ids += 1)}`,
    setTouch,
    taken: () => simulator.orders.all.map(({ orderRef }) => orderRef.split(' ')[0] ?? ''),
    placeElsewhere,
    restart,
    play: (fault) => playFault(simulator, fault),
    heal: () => healAll(simulator),
    pause: () => clock.sleep(10),
    [Symbol.asyncDispose]: async () => {
      await trader.close();
      await simulator.close();
    },
  };
}

function playFault(simulator: TwsSimulator, fault: VenueFault): void {
  const { faults } = simulator;
  if (fault === 'answer-lost') faults.silent = new Set([orderKind]);
  else if (fault === 'cancel-answer-lost') faults.silent = new Set([cancelKind]);
  else if (fault === 'command-lost') faults.ignore = new Set([orderKind]);
  else if (fault === 'queries-fail') faults.ignore = questionKinds;
  else if (fault === 'order-refused')
    faults.refuse = { code: 201, text: 'Order rejected - reason: not today' };
  else if (fault === 'commission-late') faults.withholdCommissions = true;
  else if (fault === 'cut') {
    faults.unreachable = true;
    simulator.dropConnections();
  } else if (fault === 'fill-corrected') {
    const last = simulator.orders.executions.at(-1);
    if (last !== undefined) simulator.orders.correct(last, '45.11');
  }
}

function healAll({ faults }: TwsSimulator): void {
  faults.silent = new Set();
  faults.ignore = new Set();
  faults.refuse = null;
  faults.withholdCommissions = false;
  faults.unreachable = false;
}
