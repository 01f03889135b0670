/** An IBTrader connected to a simulator, for this package's own tests. @module */
import {
  SeededRandom,
  SystemClock,
  decimal,
  type OrderIntent,
  type TradewrightError,
} from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { IBTrader } from '../ib-trader.ts';
import type { IBTraderOptions } from '../ib-trader-options.ts';
import { MemoryMap } from './memory-map.ts';
import { TwsSimulator, type TwsSimulatorOptions } from './tws-simulator.ts';

let serial = 0;

/** Simulator, trader and the map that outlives a trader. BHP/AUD and AUD/USD have quotes. */
export type IBTraderRig = {
  readonly simulator: TwsSimulator;
  readonly trader: IBTrader;
  readonly store: MemoryMap;
  readonly port: number;
  /** Another trader on the same simulator and map, not connected. */
  readonly make: (parts?: Partial<IBTraderOptions>) => IBTrader;
  /** Field lists of every order message that a client sent. */
  readonly placed: () => string[][];
  /** Field lists of every message of a kind that clients sent. */
  readonly asked: (kind: string) => string[][];
  readonly stop: () => Promise<void>;
};

/** Starts both on loopback and connects. */
export async function startRig(
  parts: Pick<TwsSimulatorOptions, 'marketData' | 'accountId'> = {},
): Promise<IBTraderRig> {
  const clock = new SystemClock();
  const store = new MemoryMap();
  const simulator = new TwsSimulator({ clock, ...parts });
  const port = await simulator.listen();
  const sizes = { bidSize: 500, askSize: 300 };
  simulator.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, ...sizes, last: 45.11, volume: 1e6 });
  simulator.setQuote('AUD/USD', { bid: 0.6501, ask: 0.65015, bidSize: 1e6, askSize: 1e6 });
  const waits = {
    ackTimeoutMs: 400,
    quoteTimeoutMs: 500,
    requestTimeoutMs: 1_000,
    heartbeatDeadlineMs: 30_000,
  };
  const make = (parts: Partial<IBTraderOptions> = {}): IBTrader =>
    new IBTrader({ clock, random: new SeededRandom(1), store, port, ...waits, ...parts });
  const trader = make({ paper: parts.accountId?.startsWith('U') !== true });
  await trader.connect();
  const asked = (kind: string): string[][] =>
    simulator.received.filter(([found]) => found === kind);
  const placed = (): string[][] => asked('3');
  const stop = async (): Promise<void> => {
    await trader.close();
    await simulator.close();
  };
  return { simulator, trader, store, port, make, placed, asked, stop };
}

/** A limit buy of BHP/AUD at the ask, with an id of its own. */
export function anIntent(parts: Partial<OrderIntent> = {}): OrderIntent {
  serial += 1;
  return anOrderIntent({
    clientOrderId: `order-${serial}`,
    limitPrice: decimal('45.12'),
    ...parts,
  });
}

/** The error of something that must fail. */
export function failureOf(run: Promise<unknown>): Promise<TradewrightError> {
  return run.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as TradewrightError,
  );
}
