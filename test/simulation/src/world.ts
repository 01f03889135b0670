/** What outlives every process of one seed: the venue, the disk, true time, and the books of the judge. @module */
import { createHash, type Hash } from 'node:crypto';
import { SeededRandom, VirtualClock, decimal, type Halt, type Instrument } from '@tradewright/core';
import { openStore, type SqliteStore } from '@tradewright/store';
import type { Temper } from './chaos-strategy.ts';
import { Corrections } from './corrections.ts';
import { drawFaultRates, type FaultRates } from './fault-rates.ts';
import { LossyDisk } from './lossy-disk.ts';
import { MarketWalk } from './market-walk.ts';
import { paperStage } from './paper-stage.ts';
import { noRareEvents, type RareCounts, type RareEvent } from './rare-events.ts';
import type { RaiseStage, Stage, StageVenue } from './stage.ts';
import { VenueBooks } from './venue-books.ts';

/** A rule that did not hold. */
export type Break = { readonly invariant: string; readonly message: string };

/** 2026-03-02, 00:00 UTC. */
const startTime = Date.UTC(2026, 2, 2);

/** The account that every process of a seed goes on with. */
export const portfolioId = 'portfolio';

/** Commits and port calls in a row after which a process counts as hung. */
const mostWorkInARow = 400;

/** Cap on the sum of all positions and entries, in base currency. */
export const exposureCap = '16000';

/** Everything of one seed that a crash leaves standing. */
export class World {
  readonly seed: number;
  readonly clock = new VirtualClock(startTime);
  readonly stage: Stage;
  readonly walk: MarketWalk;
  readonly temper: Temper = { active: true };
  readonly rare: RareCounts = noRareEvents();
  readonly breaks: Break[] = [];
  readonly books: VenueBooks;
  readonly corrections = new Corrections();
  /** Halts that are set in the journal, by id. */
  readonly halts = new Map<string, Halt>();
  /** Halts that a person has wanted to end: a crash in that commit leaves open whether it did. */
  readonly clearing = new Set<string>();
  /** Every other seed keeps a protective order at the venue behind each plan. */
  readonly protection: { readonly nakedAfterMs: number } | undefined;
  rates: FaultRates;
  /** How far the wall clock of the machine is off, in ms. */
  skew = 0;
  crashes = 0;
  /** Longest row of commits and port calls without giving way. */
  mostWork = 0;
  steps = 0;
  readonly #hash: Hash = createHash('sha256');
  readonly #disk: LossyDisk | undefined;
  #store: SqliteStore;
  #work = 0;

  /** @param disk - True to keep the journal in a file, on a machine whose power fails with each crash. */
  constructor(seed: number, raise: RaiseStage = paperStage, disk = false) {
    this.seed = seed;
    this.rates = this.drawFaults(0);
    this.stage = raise({ clock: this.clock, random: (purpose) => this.random(purpose) });
    const protects = this.stage.protects === true && this.random('protection').next() < 0.5;
    this.protection = protects ? { nakedAfterMs: 30_000 } : undefined;
    this.books = new VenueBooks(this.venue);
    this.#disk = disk ? new LossyDisk() : undefined;
    this.#store = this.#disk?.open() ?? openStore({ path: ':memory:' });
    this.walk = new MarketWalk(this.random('walk'), this.stage.walks);
  }

  get venue(): StageVenue {
    return this.stage.venue;
  }

  get instruments(): readonly Instrument[] {
    return this.stage.instruments;
  }

  get store(): SqliteStore {
    return this.#store;
  }

  /** Another swarm of faults. @param time - How many there were before. */
  drawFaults(time: number): FaultRates {
    this.rates = drawFaultRates(this.random(time === 0 ? 'rates' : `rates ${time}`));
    return this.rates;
  }

  /** Length of the log of the database, in bytes; 0 in memory. */
  get logLength(): number {
    return this.#disk?.logLength ?? 0;
  }

  /** What a crash does to the disk; nothing to one in memory. @param committed - Length of the log before the commit under way. */
  losePower(committed?: number): void {
    if (this.#disk === undefined) return;
    const before = this.#store.verify().events;
    this.#store = this.#disk.lose(this.random(`power ${this.crashes}`), committed);
    const { events, brokenAt, problem } = this.#store.verify();
    if (brokenAt !== null) this.broken('chain', `after a power loss: ${problem ?? 'broken'}`);
    if (committed === undefined) return;
    this.count(events < before ? 'disk: commit torn off' : 'disk: commit kept whole');
  }

  close(): void {
    if (this.#disk === undefined) this.#store.close();
    else this.#disk.dispose();
  }

  /** Counts what a process does without giving way (I9). @returns false when it goes on for ever */
  workOn(): boolean {
    this.#work += 1;
    this.mostWork = Math.max(this.mostWork, this.#work);
    return this.#work <= mostWorkInARow;
  }

  /** The process has given way. */
  rest(): void {
    this.#work = 0;
  }

  /** A stream of randomness of its own for each purpose, so that one more draw here moves nothing there. */
  random(purpose: string): SeededRandom {
    return new SeededRandom(`${this.seed} ${purpose}`);
  }

  count(event: RareEvent): void {
    this.rare[event] += 1;
  }

  broken(invariant: string, message: string): void {
    if (this.breaks.length < 5) this.breaks.push({ invariant, message });
  }

  /** Adds to the trace by which two runs of a seed are compared. */
  trace(text: string): void {
    this.#hash.update(`${this.clock.now()} ${text}\n`);
  }

  /** SHA-256 over the trace so far; call it once, at the end. */
  digest(): string {
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
