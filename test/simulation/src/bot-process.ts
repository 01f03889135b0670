/** One run of the bot, from its start to its end by a crash. @module */
import { SessionIds, TradewrightError, type JournalEvent } from '@tradewright/core';
import { aSessionRecord } from '@tradewright/core/testing';
import { basisPointFees, buildEngine, type Engine, type RunnerParts } from '@tradewright/engine';
import { ChaosStrategy } from './chaos-strategy.ts';
import { DoomedJournal } from './doomed-journal.ts';
import { JournalWatch } from './journal-watch.ts';
import { ProcessClock } from './process-clock.ts';
import { ProcessDied } from './process-died.ts';
import { SendJudge } from './send-judge.ts';
import type { ProcessLink } from './stage.ts';
import { portfolioId, type World } from './world.ts';

/** Where a process ends: at a port whose name holds `port`, after it was passed `passes` times. */
export type Doom = { readonly port: string; readonly passes: number };

/** Builds the real engine on faulty ports and ends it where the seed says. */
export class BotProcess {
  readonly link: ProcessLink;
  readonly #world: World;
  readonly #watch: JournalWatch;
  #engine: Engine | undefined;
  #alive = true;
  #started = false;
  readonly #doom: Doom | undefined;
  #portsLeft: number;
  #logBefore = 0;

  /** @param run - How many processes there were before. @param doom - Where this one ends, if it does. */
  constructor(world: World, run: number, doom: Doom | undefined) {
    this.#world = world;
    this.#doom = doom;
    this.#portsLeft = doom?.passes ?? 0;
    const fresh = run === 0;
    const sessionId = `run-${run}`;
    const { accountId, currency, desks, feeBasisPoints } = world.stage;
    const inner = world.store.startSession(
      aSessionRecord({
        id: sessionId,
        portfolioId,
        accountId,
        startedAt: world.clock.now(),
      }),
    );
    const reader = world.store.reader(portfolioId);
    const random = world.random(`process ${run}`);
    this.#watch = new JournalWatch(world, reader);
    const judge = new SendJudge(world, this.#watch);
    const own = new ProcessClock({
      clock: world.clock,
      skew: () => world.skew,
      enter: (callback) => this.#enter(callback),
    });
    this.link = world.stage.connect({
      corrections: world.corrections,
      own,
      clock: world.clock,
      random,
      rates: () => world.rates,
      isAlive: () => this.#alive,
      point: (name) => this.#point(name),
      enter: (callback) => this.#enter(callback),
      onSend: (intent) => {
        if (this.parts !== undefined) judge.onSend(intent, this.parts, this.link);
      },
      onNever: (id) => world.books.onNever(id),
      count: (event) => world.count(event),
      trace: (text) => world.trace(text),
    });
    this.#enter(() => {
      this.#engine = buildEngine({
        sessionId,
        baseCurrency: currency,
        trader: this.link.trader,
        clock: own,
        ids: new SessionIds('TW', `s${run}`, fresh ? {} : world.store.idCounters(portfolioId)),
        journal: new DoomedJournal({
          inner,
          point: (name) => this.#point(name),
          onCommit: () => (this.#logBefore = world.logLength),
          fails: () => this.#commitFails(random.next()),
          onDurable: (events) => this.#onDurable(events),
        }),
        caps: world.caps,
        fees: basisPointFees(feeBasisPoints),
        strategies: desks.map(
          ([name, symbols]) =>
            new ChaosStrategy(name, symbols, world.random(`${name} ${run}`), world.temper),
        ),
        decisionIntervalMs: 20_000,
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

  /** Starts the runner; resolves nothing: a start that fails ends the process, as its supervisor sees it. */
  start(): void {
    const reader = this.#world.store.reader(portfolioId);
    // A process that ended before the opening entry was posted leaves a fresh portfolio behind.
    void this.#startRunner(reader.ledgerEntries().length === 0, reader.lastFillTime() ?? 0);
  }

  async #startRunner(freshPortfolio: boolean, fillsSince: number): Promise<void> {
    try {
      await this.#engine?.runner.start({ fillsSince, freshPortfolio });
      this.#started = true;
    } catch (error) {
      this.#uncaught(error);
    }
  }

  /** Something is not right with a symbol, or with the account. */
  halt(account: boolean): void {
    const { stage, instruments } = this.#world;
    const what = account
      ? ({ scope: 'account', subject: stage.accountId } as const)
      : ({ scope: 'instrument', subject: instruments[0]?.symbol ?? '' } as const);
    this.#enter(() => this.parts?.halts.raise({ ...what, reason: 'drawn by the seed' }));
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

  /** Ends the process: its memory is gone, its messages on the wire are not. @param torn - A commit was under way. */
  kill(torn = false): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.link.dispose();
    this.#judgeMemory(torn);
  }

  /** Goes on and on without giving way: nothing else would ever run again (I9). @param last - What it did at last. */
  hang(last: string): void {
    this.#world.broken('I9', `the process did not give way; the last was ${last}`);
    this.kill();
  }

  #enter(callback: () => void): void {
    if (!this.#alive) return;
    try {
      callback();
    } catch (error) {
      this.#uncaught(error);
    }
  }

  /** What nobody caught ends a process. A failed commit may do that; anything else is a defect. */
  #uncaught(error: unknown): void {
    if (!this.#alive || error instanceof ProcessDied) return;
    const expected =
      TradewrightError.is(error) &&
      (error.message.includes('disk full') || (!this.#started && error.code.startsWith('VENUE_')));
    if (!expected)
      this.#world.broken(
        'uncaught',
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
    this.kill();
  }

  #point(name: string): void {
    if (!this.#alive) throw new ProcessDied();
    if (!this.#world.workOn()) {
      this.hang(name);
      throw new ProcessDied();
    }
    if (this.#doom === undefined || !name.includes(this.#doom.port)) return;
    this.#portsLeft -= 1;
    if (this.#portsLeft >= 0) return;
    this.#world.crashes += 1;
    this.#world.trace(`crash ${name}`);
    if (name === 'before send') this.#world.count('crash between intent and send');
    if (name === 'after send') this.#world.count('crash after send before the answer');
    if (name === 'before commit') this.#world.count('crash before commit');
    if (name === 'after commit') this.#world.count('crash after commit');
    if (name === 'during commit') this.#world.count('crash during commit');
    if (!this.#started) this.#world.count('crash during start');
    const torn = name === 'during commit';
    this.kill(torn);
    this.#world.losePower(torn ? this.#logBefore : undefined);
    throw new ProcessDied();
  }

  #commitFails(dice: number): boolean {
    const fails = dice < this.#world.rates.failCommit;
    if (fails) this.#world.count('commit failed');
    return fails;
  }

  #onDurable(events: readonly JournalEvent[]): void {
    this.#watch.onDurable(events);
  }

  /** Memory may lag behind the journal by the commit that ended the process, and never run ahead of it. */
  #judgeMemory(torn: boolean): void {
    const reader = this.#world.store.reader(portfolioId);
    for (const record of this.parts?.orders.open() ?? []) {
      const id = record.intent.clientOrderId;
      if (reader.order(id) === undefined) this.#world.broken('memory', `${id} is in memory alone`);
    }
    const booked = new Set(reader.fills().map(({ fillId }) => fillId));
    for (const { fillId } of this.parts?.portfolioTracker.recentFills(20) ?? [])
      if (!booked.has(fillId))
        this.#world.broken('memory', `execution ${fillId} is in memory alone`);
    this.#watch.judge(
      (id) => this.parts?.orders.record(id),
      (id) => (torn ? undefined : reader.order(id)),
    );
  }
}
