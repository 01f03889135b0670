/** One seed from its first process to its verdict. @module */
import { BotProcess, type Doom } from './bot-process.ts';
import { judgeEnd } from './judge-end.ts';
import { noFaults } from './fault-rates.ts';
import { walkStepMs } from './market-walk.ts';
import { portfolioId, World, type Break } from './world.ts';
import type { RareCounts } from './rare-events.ts';
import type { RaiseStage } from './stage.ts';

/** What one seed did and found. */
export type SeedResult = {
  readonly seed: number;
  readonly steps: number;
  readonly intents: number;
  readonly crashes: number;
  readonly processes: number;
  readonly executions: number;
  /** Longest row of commits and port calls without giving way. */
  readonly mostWork: number;
  readonly breaks: readonly Break[];
  readonly rare: RareCounts;
  readonly digest: string;
};

const safetySteps = 260;
const mostSteps = 30_000;
const healSteps = 60;
const leastIntents = 10;
/** Longer than a way to the venue and back, shorter than the next look at the plans. */
const drainMs = 4_000;
/** Timers in a row after which a process that lets no time pass counts as hung. */
const mostTimersAtOnce = 2_000;
/** After so many steps without enough orders the faults are drawn anew. */
const patience = 1_500;

/** Faults first, then healing; the same seed takes the same course. @param disk - True for a journal in a file, which each crash cuts to what was synced. */
export async function runSeed(seed: number, raise?: RaiseStage, disk = false): Promise<SeedResult> {
  const world = new World(seed, raise, disk);
  const driver = new SeedDriver(world);
  for (
    let drawn = 1;
    world.steps < safetySteps || (world.books.sent.size < leastIntents && world.steps < mostSteps);
  ) {
    await driver.step();
    if (world.steps < drawn * patience) continue;
    world.drawFaults(drawn);
    drawn += 1;
  }
  await driver.heal();
  for (let count = 0; count < healSteps; count += 1) await driver.step();
  await driver.drain();
  await judgeEnd(world, driver.process);
  const digest = world.digest();
  world.close();
  return {
    seed,
    steps: world.steps,
    intents: world.books.sent.size,
    crashes: world.crashes,
    processes: driver.processes,
    executions: world.books.executions.length,
    mostWork: world.mostWork,
    breaks: world.breaks,
    rare: world.rare,
    digest,
  };
}

/** Moves time and the market, and starts a process again when one has ended. */
class SeedDriver {
  readonly #world: World;
  readonly #random;
  #process: BotProcess;
  #runs = 0;
  #startAt = 0;
  #crashesLeft: number;
  #linkDownUntil = 0;
  #healing = false;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.random('driver');
    this.#crashesLeft = world.rates.crashes;
    this.#deliverMarket();
    this.#process = this.#begin();
  }

  get process(): BotProcess {
    return this.#process;
  }

  get processes(): number {
    return this.#runs;
  }

  /** One event of the market, with every timer that is due before it. */
  async step(): Promise<void> {
    const { clock } = this.#world;
    const end = clock.now() + walkStepMs;
    await this.#runTimers(end);
    clock.advanceTo(end);
    this.#deliverMarket();
    this.#world.steps += 1;
    await this.#settled();
    this.#operate();
    if (!this.#healing) this.#disturb();
    await this.#settled();
  }

  /** What the last event of the market has set going arrives; the market stands still. */
  drain(): Promise<void> {
    return this.#runTimers(this.#world.clock.now() + drainMs);
  }

  async #runTimers(end: number): Promise<void> {
    const { clock } = this.#world;
    let inARow = 0;
    for (let due = clock.nextTimer; due !== undefined && due <= end; due = clock.nextTimer) {
      inARow = due > clock.now() ? 0 : inARow + 1;
      clock.runNextTimer();
      this.#world.steps += 1;
      await this.#settled();
      if (inARow > mostTimersAtOnce) this.#process.hang('timers that are due at once');
    }
  }

  async #settled(): Promise<void> {
    await settled();
    this.#world.rest();
  }

  /** Every fault ends, the process starts once more, and nobody asks for anything new after a while. */
  async heal(): Promise<void> {
    this.#healing = true;
    this.#world.rates = { ...noFaults, inlineEvents: this.#world.rates.inlineEvents };
    this.#world.skew = 0;
    this.#world.temper.active = false;
    this.#process.kill();
    await this.#settled();
    this.#process = this.#begin();
    await this.#settled();
  }

  /** Starts an ended process again, after a while; a person looks at halts now and then. */
  #operate(): void {
    const dice = this.#random.next();
    if (dice < 0.05) this.#process.clearHalts();
    if (dice > 0.99 && !this.#healing) this.#process.halt(dice > 0.995);
    if (this.#process.alive || this.#world.clock.now() < this.#startAt) return;
    this.#process = this.#begin();
  }

  #begin(): BotProcess {
    const { store } = this.#world;
    const doom = this.#crashesLeft > 0 && !this.#healing ? this.#drawDoom() : undefined;
    if (doom !== undefined) this.#crashesLeft -= 1;
    if (
      this.#runs > 0 &&
      store
        .reader(portfolioId)
        .bookPositions()
        .some(({ state }) => state === 'open')
    )
      this.#world.count('restart with an open position');
    if (this.#runs > 0 && this.#world.halts.size > 0) this.#world.count('halt open over a restart');
    this.#world.trace(`process ${this.#runs}`);
    const process = new BotProcess(this.#world, this.#runs, doom);
    this.#runs += 1;
    this.#startAt = this.#world.clock.now() + this.#random.integer(0, 60_000);
    process.start();
    return process;
  }

  /** At any port, mostly soon after the start; or in the middle of a command. */
  #drawDoom(): Doom {
    const any = this.#random.next() < 0.6;
    if (any) return { port: '', passes: this.#random.integer(0, 2 ** this.#random.integer(2, 8)) };
    const port = ['before send', 'after send', 'after cancel', 'commit'][
      this.#random.integer(0, 3)
    ];
    return { port: port ?? '', passes: this.#random.integer(0, port === 'commit' ? 60 : 5) };
  }

  #disturb(): void {
    const world = this.#world;
    const now = world.clock.now();
    if (this.#random.next() < world.rates.jumpClock) {
      const jump = this.#random.integer(-30_000, 30_000);
      if (jump < 0) world.count('clock stepped back');
      world.skew = jump;
    }
    const { link } = this.#process;
    if (link.correct !== undefined && this.#random.next() < world.rates.correct) {
      const after = world.corrections.draw(world.books.executions, this.#random);
      if (after !== undefined) link.correct?.(after);
    }
    if (!link.up && now >= this.#linkDownUntil && this.#linkDownUntil > 0) {
      this.#linkDownUntil = 0;
      link.restore();
    } else if (link.up && this.#random.next() < world.rates.cutLink) {
      if ((this.#process.parts?.orders.open().length ?? 0) > 0)
        world.count('link cut with an order open');
      this.#linkDownUntil = now + this.#random.integer(1, 60_000);
      link.cut();
    }
  }

  #deliverMarket(): void {
    const { walk, venue, clock, books } = this.#world;
    for (const event of walk.next(clock.now())) {
      if (event.kind === 'quote-bar') books.onPrice(event.symbol, event.ask.close);
      venue.deliver(event);
    }
  }
}

/** Resolves when every promise that could go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
