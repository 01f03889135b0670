/** One seed over the wire, from its first process to its verdict. @module */
import type { Doom } from '../bot-process.ts';
import { judgeEnd } from '../judge-end.ts';
import { walkStepMs } from '../market-walk.ts';
import type { SeedResult } from '../run-seed.ts';
import { portfolioId } from '../world.ts';
import { FrameJudge } from './frame-judge.ts';
import { noIBFaults } from './ib-fault-rates.ts';
import { IBProcess } from './ib-process.ts';
import { IBWorld } from './ib-world.ts';
import { VirtualNetwork } from './network.ts';
import { TwsWeather } from './tws-weather.ts';
import { WireWeather } from './wire-weather.ts';

/** What one seed did and found. */
export type IBSeedResult = Omit<SeedResult, 'mostWork'>;

/** Moves of the market. */
const stormSteps = 80;
const mostStormSteps = 5_000;
const healSteps = 30;
const leastIntents = 10;
/** After so many moves without enough orders the faults are drawn anew. */
const patience = 200;

/** Faults first, then healing; the same seed takes the same course. A step is one timer of the machine with all that follows from it. */
export async function runIBSeed(seed: number): Promise<IBSeedResult> {
  const world = new IBWorld(seed);
  const driver = new IBSeedDriver(world);
  try {
    for (
      let step = 0;
      step < stormSteps || (world.books.sent.size < leastIntents && step < mostStormSteps);
      step += 1
    ) {
      if (step > 0 && step % patience === 0) world.drawFaults(step / patience);
      await driver.step();
    }
    await driver.heal();
    for (let step = 0; step < healSteps; step += 1) await driver.step();
    // What the last move of the market did is still under way.
    await world.time.pass(1_000);
    await judgeEnd(world, driver.process);
  } finally {
    driver.end();
  }
  const { steps } = world.time;
  const { crashes, breaks, rare } = world;
  const [intents, executions] = [world.books.sent.size, world.books.executions.length];
  const { processes } = driver;
  const digest = world.end();
  return { seed, steps, intents, crashes, processes, executions, breaks, rare, digest };
}

/** Moves time and the market, and starts a process again when one has ended. */
class IBSeedDriver {
  readonly #world: IBWorld;
  readonly #random;
  readonly #network: VirtualNetwork;
  readonly #uninstall;
  readonly #frames: FrameJudge;
  readonly #wires: WireWeather;
  readonly #tws: TwsWeather;
  #process: IBProcess;
  #runs = 0;
  #startAt = 0;
  #crashesLeft: number;
  #isHealing = false;

  constructor(world: IBWorld) {
    this.#world = world;
    this.#random = world.random('driver');
    this.#crashesLeft = world.rates.crashes;
    this.#frames = new FrameJudge(world);
    this.#network = new VirtualNetwork((end) => world.tws.accept(end), {
      random: world.random('wire'),
      delayMs: () => world.rates.delayMs,
      splits: () => world.rates.splits,
      onRead: () => this.#process.passes('wire read'),
      onWrite: (bytes, wire) => {
        if (!this.#process.passes('wire write')) return false;
        this.#frames.onBytes(bytes, wire);
        return true;
      },
    });
    this.#uninstall = this.#network.install();
    this.#wires = new WireWeather(world, this.#network);
    this.#tws = new TwsWeather(world);
    this.#process = this.#begin();
  }

  get process(): IBProcess {
    return this.#process;
  }

  get processes(): number {
    return this.#runs;
  }

  /** One step of the market, with every timer that is due before it. */
  async step(): Promise<void> {
    const { time, market } = this.#world;
    await time.pass(walkStepMs);
    market.move();
    await time.settle();
    this.#operate();
    if (!this.#isHealing) this.#disturb();
    await time.settle();
  }

  /** Every fault ends, the process starts once more, and nobody asks for anything new. */
  async heal(): Promise<void> {
    const world = this.#world;
    this.#isHealing = true;
    world.rates = noIBFaults;
    world.skew = 0;
    world.temper.active = false;
    this.#wires.calm();
    this.#tws.calm();
    this.#process.kill();
    this.#abandonWires();
    await world.time.pass(walkStepMs);
    this.#process = this.#begin();
    await world.time.settle();
  }

  end(): void {
    this.#uninstall();
  }

  /** Starts an ended process again, after a while; a person looks at halts now and then. */
  #operate(): void {
    if (this.#random.next() < 0.05) this.#process.clearHalts();
    if (this.#process.alive) return;
    this.#abandonWires();
    if (this.#world.time.now >= this.#startAt) this.#process = this.#begin();
  }

  #abandonWires(): void {
    for (const wire of this.#network.wires) wire.abandon();
  }

  #begin(): IBProcess {
    const world = this.#world;
    const doom = this.#crashesLeft > 0 && !this.#isHealing ? this.#drawDoom() : undefined;
    if (doom !== undefined) this.#crashesLeft -= 1;
    const books = world.store.reader(portfolioId);
    if (this.#runs > 0 && books.bookPositions().some(({ state }) => state === 'open'))
      world.count('restart with an open position');
    world.trace(`process ${this.#runs}`);
    const process = new IBProcess(world, this.#runs, { doom, frames: this.#frames });
    this.#runs += 1;
    this.#startAt = world.time.now + this.#random.integer(0, 60_000);
    void process.start();
    return process;
  }

  /** At any port, mostly soon after the start; or in the middle of a command. */
  #drawDoom(): Doom {
    if (this.#random.next() < 0.5)
      return { port: '', passes: this.#random.integer(0, 2 ** this.#random.integer(2, 10)) };
    const ports = ['before send', 'after send', 'after cancel', 'commit', 'wire', ' id'];
    const port = ports[this.#random.integer(0, ports.length - 1)] ?? '';
    const most = port === 'wire' ? 400 : port === 'commit' ? 60 : 5;
    return { port, passes: this.#random.integer(0, most) };
  }

  #disturb(): void {
    const world = this.#world;
    if (this.#random.next() < world.rates.jumpClock) {
      const jump = this.#random.integer(-30_000, 30_000);
      if (jump < 0) world.count('clock stepped back');
      world.skew = jump;
    }
    this.#wires.blow();
    this.#tws.blow();
  }
}
