/** What outlives every process of one seed over the wire: TWS, the disk, true time and the books of the judge. @module */
import { createHash, type Hash } from 'node:crypto';
import { SeededRandom, SystemClock, decimal, type Halt } from '@tradewright/core';
import { openStore, type SqliteStore } from '@tradewright/store';
import { MemoryMap, TwsSimulator } from '@tradewright/venue-ib/testing';
import type { Temper } from '../chaos-strategy.ts';
import { noRareEvents, type RareEvent } from '../rare-events.ts';
import { exposureCap, type Break } from '../world.ts';
import { drawIBFaultRates, type IBFaultRates } from './ib-fault-rates.ts';
import { IBMarket, ibSymbols } from './ib-market.ts';
import { ibRareEventNames, type IBRareEvent } from './ib-rare-events.ts';
import { IBTruth } from './ib-truth.ts';
import { MachineTime } from './machine-time.ts';

/** Monday, 2 March 2026, 10:05 in Sydney. */
const startTime = Date.UTC(2026, 2, 1, 23, 5);

type IBRareCounts = Record<IBRareEvent, number>;

/** Everything of one seed that a crash leaves standing. The machine's timers are its own until {@link IBWorld.end}. */
export class IBWorld {
  readonly seed: number;
  readonly time = new MachineTime(startTime);
  readonly clock = new SystemClock();
  readonly tws: TwsSimulator;
  readonly store: SqliteStore = openStore({ path: ':memory:' });
  /** IB's order ids and ours, on disk. */
  readonly map = new MemoryMap();
  readonly market: IBMarket;
  readonly temper: Temper = { active: true };
  readonly rare: Record<RareEvent | IBRareEvent, number>;
  readonly breaks: Break[] = [];
  readonly books: IBTruth;
  /** Halts that are set in the journal, by id. */
  readonly halts = new Map<string, Halt>();
  /** Halts that a person has wanted to end: a crash in that commit leaves open whether it did. */
  readonly clearing = new Set<string>();
  /** Every other seed keeps a protective order at the venue behind each plan. */
  readonly protection: { readonly nakedAfterMs: number } | undefined;
  /** The simulator itself knows what was corrected. */
  readonly corrections = {
    newest: <Execution>(execution: Execution): Execution => execution,
    account: <Account>(account: Account): Account => account,
  };
  readonly stage = { currency: 'AUD' };
  readonly instruments = ibSymbols.map((symbol) => ({ symbol }));
  rates: IBFaultRates;
  /** How far the wall clock of the machine is off, in ms. */
  skew = 0;
  crashes = 0;
  readonly #hash: Hash = createHash('sha256');

  constructor(seed: number) {
    this.seed = seed;
    this.rates = this.drawFaults(0);
    const protects = this.random('protection').next() < 0.5;
    this.protection = protects ? { nakedAfterMs: 30_000 } : undefined;
    this.rare = {
      ...noRareEvents(),
      ...(Object.fromEntries(ibRareEventNames.map((name) => [name, 0])) as IBRareCounts),
    };
    this.tws = new TwsSimulator({ clock: this.clock, cash: { AUD: '100000' } });
    this.books = new IBTruth(this.tws, ibSymbols);
    this.market = new IBMarket(this.tws, this.random('walk'));
  }

  /** What the judge of the end asks in the venue's place. */
  get venue(): IBTruth {
    return this.books;
  }

  /** Another swarm of faults. @param time - How many there were before. */
  drawFaults(time: number): IBFaultRates {
    this.rates = drawIBFaultRates(this.random(time === 0 ? 'rates' : `rates ${time}`));
    return this.rates;
  }

  /** A stream of randomness of its own for each purpose, so that one more draw here moves nothing there. */
  random(purpose: string): SeededRandom {
    return new SeededRandom(`ib ${this.seed} ${purpose}`);
  }

  count(event: RareEvent | IBRareEvent): void {
    this.rare[event] += 1;
  }

  broken(invariant: string, message: string): void {
    if (this.breaks.length < 5) this.breaks.push({ invariant, message });
  }

  /** Adds to the trace by which two runs of a seed are compared. */
  trace(text: string): void {
    this.#hash.update(`${this.time.now} ${text}\n`);
  }

  /** Gives the machine its timers back and ends the seed; SHA-256 over the trace. */
  end(): string {
    this.store.close();
    this.time.end();
    return this.#hash.digest('hex');
  }

  /** Caps in the shape of the engine. */
  get caps() {
    return {
      maxOrderValue: decimal('8000'),
      orderValueBuffer: decimal('100'),
      minTradeSize: decimal('100'),
      maxTotalExposure: decimal(exposureCap),
      maxPositions: 3,
      maxDailyLoss: null,
      maxDailyLossPercent: null,
      allowedSymbols: [],
    };
  }
}
