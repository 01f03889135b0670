/** What outlives every process of one seed: the venue, the disk, true time, and the books of the judge. @module */
import { createHash, type Hash } from 'node:crypto';
import { SeededRandom, VirtualClock, decimal, type Instrument } from '@tradewright/core';
import { openStore, type SqliteStore } from '@tradewright/store';
import type { Temper } from './chaos-strategy.ts';
import { drawFaultRates, type FaultRates } from './fault-rates.ts';
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

/** Cap on the sum of all positions and entries, in base currency. */
export const exposureCap = '16000';

/** Everything of one seed that a crash leaves standing. */
export class World {
  readonly seed: number;
  readonly clock = new VirtualClock(startTime);
  readonly stage: Stage;
  readonly store: SqliteStore;
  readonly walk: MarketWalk;
  readonly temper: Temper = { active: true };
  readonly rare: RareCounts = noRareEvents();
  readonly breaks: Break[] = [];
  readonly books: VenueBooks;
  rates: FaultRates;
  /** How far the wall clock of the machine is off, in ms. */
  skew = 0;
  crashes = 0;
  steps = 0;
  readonly #hash: Hash = createHash('sha256');

  constructor(seed: number, raise: RaiseStage = paperStage, database = ':memory:') {
    this.seed = seed;
    this.rates = drawFaultRates(this.random('rates'));
    this.stage = raise({ clock: this.clock, random: (purpose) => this.random(purpose) });
    this.books = new VenueBooks(this.venue);
    this.store = openStore({ path: database });
    this.walk = new MarketWalk(this.random('walk'), this.stage.walks);
  }

  get venue(): StageVenue {
    return this.stage.venue;
  }

  get instruments(): readonly Instrument[] {
    return this.stage.instruments;
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
