/** One run of the bot over the wire, from its start to its end by a crash. @module */
import { SessionIds, TradewrightError } from '@tradewright/core';
import { aSessionRecord } from '@tradewright/core/testing';
import { basisPointFees, buildEngine, type Engine, type RunnerParts } from '@tradewright/engine';
import type { Doom } from '../bot-process.ts';
import { ChaosStrategy } from '../chaos-strategy.ts';
import { DoomedJournal } from '../doomed-journal.ts';
import { JournalWatch } from '../journal-watch.ts';
import { ProcessClock } from '../process-clock.ts';
import { ProcessDied } from '../process-died.ts';
import type { RareEvent } from '../rare-events.ts';
import { SendJudge } from '../send-judge.ts';
import { portfolioId } from '../world.ts';
import type { FrameJudge } from './frame-judge.ts';
import { IBLink } from './ib-link.ts';
import { ibSymbols } from './ib-market.ts';
import type { IBRareEvent } from './ib-rare-events.ts';
import type { IBWorld } from './ib-world.ts';

/** Which strategy trades what: one symbol is shared by two. */
const desks: readonly (readonly [string, readonly string[]])[] = [
  ['alpha', [ibSymbols[0]]],
  ['beta', [...ibSymbols]],
];

const crashCounts: Readonly<Record<string, RareEvent | IBRareEvent>> = {
  'before send': 'crash between intent and send',
  'after send': 'crash after send before the answer',
  'before commit': 'crash before commit',
  'after commit': 'crash after commit',
  'before id': 'crash around an order id',
  'after id': 'crash around an order id',
  'wire write': 'crash while bytes were written',
  'wire read': 'crash while bytes were read',
};

/** Builds the real engine and the real trader, and ends them where the seed says. */
export class IBProcess {
  readonly link: IBLink;
  readonly #world: IBWorld;
  readonly #watch: JournalWatch;
  readonly #doom: Doom | undefined;
  #engine: Engine | undefined;
  #alive = true;
  #started = false;
  #portsLeft: number;

  /** @param run - How many processes there were before. */
  constructor(
    world: IBWorld,
    run: number,
    options: { doom: Doom | undefined; frames: FrameJudge },
  ) {
    this.#world = world;
    this.#doom = options.doom;
    this.#portsLeft = options.doom?.passes ?? 0;
    const fresh = run === 0;
    const sessionId = `run-${run}`;
    const startedAt = world.clock.now();
    const accountId = world.tws.account.id;
    const inner = world.store.startSession(
      aSessionRecord({ id: sessionId, portfolioId, accountId, startedAt }),
    );
    const reader = world.store.reader(portfolioId);
    const random = world.random(`process ${run}`);
    this.#watch = new JournalWatch(world, reader);
    const judge = new SendJudge(world, this.#watch);
    const clock = new ProcessClock({
      clock: world.clock,
      skew: () => world.skew,
      enter: (callback) => this.#enter(callback),
    });
    world.books.held.clear();
    this.link = new IBLink({
      clock,
      random,
      map: world.map,
      point: (name) => this.#point(name),
      held: world.books.held,
      onSend: (intent) => {
        if (this.parts !== undefined) judge.onSend(intent, this.parts, this.link);
      },
    });
    this.#enter(() => {
      this.#engine = buildEngine({
        sessionId,
        baseCurrency: 'AUD',
        trader: this.link.trader,
        clock,
        ids: new SessionIds('TW', `s${run}`, fresh ? {} : world.store.idCounters(portfolioId)),
        journal: new DoomedJournal({
          inner,
          point: (name) => this.#point(name),
          onCommit: () => undefined,
          fails: () => this.#commitFails(random.next()),
          onDurable: (events) => this.#watch.onDurable(events),
        }),
        caps: world.caps,
        fees: basisPointFees('10'),
        strategies: desks.map(
          ([name, symbols]) =>
            new ChaosStrategy(name, symbols, world.random(`${name} ${run}`), world.temper),
        ),
        decisionIntervalMs: 60_000,
        planMonitorIntervalMs: 5_000,
        slippagePercent: 0.5,
        protection: world.protection,
        records: fresh ? undefined : reader,
        onSubscriberFailure: (error) => this.#uncaught(error),
      });
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** The parts of the engine; `undefined` when the process ended while they were built. */
  get parts(): RunnerParts | undefined {
    return this.#engine?.parts;
  }

  /** Starts the runner: a start that fails ends the process, as its supervisor sees it. */
  async start(): Promise<void> {
    const reader = this.#world.store.reader(portfolioId);
    // A process that ended before the opening entry was posted leaves a fresh portfolio behind.
    const freshPortfolio = reader.ledgerEntries().length === 0;
    const fillsSince = reader.lastFillTime() ?? this.#world.clock.now();
    try {
      await this.#engine?.runner.start({ fillsSince, freshPortfolio });
      this.#started = true;
    } catch (error) {
      this.#uncaught(error);
    }
  }

  /** A person has looked at what was halted. */
  clearHalts(): void {
    this.#enter(() => {
      for (const { haltId } of this.parts?.halts.open() ?? []) {
        this.#world.clearing.add(haltId);
        this.parts?.halts.clear(haltId, 'operator');
      }
    });
  }

  /** False when the process has ended, or ends now: whatever was to happen does not. */
  passes(name: string): boolean {
    try {
      this.#point(name);
      return true;
    } catch {
      return false;
    }
  }

  /** Ends the process: its memory is gone, what it wrote is under way. @param torn - A commit was under way. */
  kill(torn = false): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#judgeMemory(torn);
  }

  #enter(callback: () => void): void {
    if (!this.#alive) return;
    try {
      callback();
    } catch (error) {
      this.#uncaught(error);
    }
  }

  /** What nobody caught ends a process. A failed commit or a start without a venue may do that; anything else is a defect. */
  #uncaught(error: unknown): void {
    if (!this.#alive || error instanceof ProcessDied) return;
    const expected =
      TradewrightError.is(error) &&
      (error.message.includes('disk full') || (!this.#started && error.code.startsWith('VENUE_')));
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!expected) this.#world.broken('uncaught', text);
    this.kill();
  }

  #point(name: string): void {
    if (!this.#alive) throw new ProcessDied();
    if (this.#doom === undefined || !name.includes(this.#doom.port)) return;
    this.#portsLeft -= 1;
    if (this.#portsLeft >= 0) return;
    const world = this.#world;
    world.crashes += 1;
    world.trace(`crash ${name}`);
    const counted = crashCounts[name];
    if (counted !== undefined) world.count(counted);
    if (!this.#started) world.count('crash during start');
    this.kill(name === 'during commit');
    throw new ProcessDied();
  }

  #commitFails(dice: number): boolean {
    const fails = dice < this.#world.rates.failCommit;
    if (fails) this.#world.count('commit failed');
    return fails;
  }

  /** Memory may lag behind the journal by the commit that ended the process, and never run ahead of it. */
  #judgeMemory(torn: boolean): void {
    const reader = this.#world.store.reader(portfolioId);
    this.#watch.judge(
      (id) => this.parts?.orders.record(id),
      (id) => (torn ? undefined : reader.order(id)),
    );
  }
}
