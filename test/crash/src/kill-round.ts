/** One venue, one database, and many bots killed one after the other. @module */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TradewrightError, type RecordReader } from '@tradewright/core';
import { openStore, type SqliteStore } from '@tradewright/store';
import { auditDead, auditSettled, type Difference } from './audit.ts';
import { BotHandle, type BotEnd } from './bot-handle.ts';
import { portfolioId, type RoundTerms } from './crash-terms.ts';
import type { KillJob } from './kill-job.ts';
import type { KillTally } from './kill-tally.ts';
import { VenueHandle } from './venue-handle.ts';

/** A session that has not settled after this long never will, however busy the machine is. */
const settleLimitMs = 120_000;
/** Between two comparisons while both sides come to rest: each reads the whole journal. */
const firstLookMs = 10;
const longestLookMs = 160;
/** How long a named point may take to be met while the bot trades. */
const meetLimitMs = 10_000;

/** A round, from its first process to its verdict. */
export class KillRound {
  readonly #terms: RoundTerms;
  readonly #tally: KillTally;
  readonly #planted: string | undefined;
  readonly #venue: VenueHandle;
  readonly #breaksBefore: number;
  #spare: BotHandle;
  #runs = 0;

  private constructor(
    terms: RoundTerms,
    venue: VenueHandle,
    tally: KillTally,
    planted: string | undefined,
  ) {
    this.#terms = terms;
    this.#venue = venue;
    this.#tally = tally;
    this.#planted = planted;
    this.#breaksBefore = tally.breaks;
    this.#spare = new BotHandle(planted);
  }

  static async begin(seed: string, tally: KillTally, planted?: string): Promise<KillRound> {
    const folder = mkdtempSync(join(tmpdir(), 'kill-'));
    const terms = { folder, socket: join(folder, 'venue.sock'), seed, origin: Date.now() };
    return new KillRound(terms, await VenueHandle.start(terms), tally, planted);
  }

  /** Starts a bot, judges what its predecessor left, and kills it; false when the named point was not met. */
  async kill(job: KillJob): Promise<boolean> {
    const bot = await this.#next();
    const doom = job.kind === 'named' ? job : null;
    bot.start({ ...this.#start(), doom });
    if (job.kind === 'random' && job.from === 'start') setTimeout(() => bot.kill(), job.afterMs);
    const isReady = await this.#settle(bot);
    if (!isReady) this.#tally.scenes['killed before ready'] += 1;
    else {
      await this.#venue.move();
      bot.trade();
      const afterMs = job.kind === 'random' ? job.afterMs : meetLimitMs;
      const timer = setTimeout(() => bot.kill(), afterMs);
      await bot.ended;
      clearTimeout(timer);
    }
    const end = await bot.ended;
    await this.#judgeDeath();
    return this.#count(end, job);
  }

  /** One bot more, which is not killed before everything has come to rest; then the chain is walked. */
  async end(): Promise<void> {
    const bot = await this.#next();
    bot.start({ ...this.#start(), doom: null });
    await this.#settle(bot);
    const { placed, fills } = await this.#venue.truth();
    this.#tally.orders += Object.keys(placed).length;
    this.#tally.executions += fills.length;
    bot.kill();
    await bot.ended;
    this.#withStore((store) => {
      const { brokenAt, problem } = store.verify();
      if (brokenAt !== null) this.#tally.failures.push(problem ?? `broken at ${brokenAt}`);
    });
    this.stop();
  }

  /** Ends venue and bots as they are; what a broken round has left is kept for whoever looks into it. */
  stop(): void {
    const { folder } = this.#terms;
    this.#spare.kill();
    this.#venue.stop();
    const broken = this.#tally.breaks > this.#breaksBefore && this.#planted === undefined;
    if (broken) this.#tally.kept.push(folder);
    else rmSync(folder, { recursive: true, force: true });
  }

  async #next(): Promise<BotHandle> {
    const bot = this.#spare;
    this.#spare = new BotHandle(this.#planted);
    await Promise.race([bot.warm, bot.ended]);
    return bot;
  }

  #start() {
    const { capabilities } = this.#venue;
    return { terms: this.#terms, capabilities, run: (this.#runs += 1) };
  }

  /** True once journal and venue say the same; false when the bot ended before that. */
  async #settle(bot: BotHandle): Promise<boolean> {
    const begun = performance.now();
    const limit = sleep(settleLimitMs, 'late' as const, { ref: false });
    const first = await Promise.race([bot.ready.then(() => 'ready'), bot.ended, limit]);
    if (first === 'late') this.#tally.failures.push('A session was never ready.');
    if (first !== 'ready') {
      bot.kill();
      return false;
    }
    await this.#venue.freeze();
    let found: readonly Difference[] = [];
    let pauseMs = firstLookMs;
    while (!bot.isOver && performance.now() - begun < settleLimitMs) {
      const truth = await this.#venue.truth();
      found = this.#withStore((store) => auditSettled(truth, store.reader(portfolioId))) ?? [];
      if (found.length === 0) break;
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestLookMs);
    }
    if (bot.isOver) return false;
    this.#tally.differences.push(...found);
    this.#tally.audits += 1;
    const took = performance.now() - begun;
    this.#tally.slowestSettleMs = Math.max(this.#tally.slowestSettleMs, took);
    return true;
  }

  /** What must hold while nobody is there to repair anything; and what kind of death it was. */
  async #judgeDeath(): Promise<void> {
    const truth = await this.#venue.truth();
    const ids = Object.keys(truth.placed);
    const journal = this.#withStore((store) => {
      const reader = store.reader(portfolioId);
      this.#tally.differences.push(...auditDead(truth, reader));
      this.#countScenes(reader, truth.fills.length, new Set(ids));
      return reader;
    });
    if (journal === undefined)
      for (const id of ids)
        this.#tally.differences.push({ kind: 'orphan', message: `${id} and no journal` });
  }

  #countScenes(reader: RecordReader, executions: number, placed: ReadonlySet<string>): void {
    const { scenes } = this.#tally;
    const sending = reader.openOrders().filter(({ life }) => life === 'sending');
    const sent = sending.filter(({ intent }) => placed.has(intent.clientOrderId)).length;
    if (sent > 0) scenes['sent, not answered'] += 1;
    if (sent < sending.length) scenes['never sent'] += 1;
    if (reader.fills().length < executions) scenes['not booked'] += 1;
  }

  #count({ point, failure }: BotEnd, job: KillJob): boolean {
    if (failure !== null) this.#tally.failures.push(failure);
    if (job.kind === 'named' && point !== null)
      this.#tally.points.set(point, (this.#tally.points.get(point) ?? 0) + 1);
    else this.#tally.random += 1;
    return job.kind === 'random' || point !== null;
  }

  /** `undefined` while there is no database that can be read: the first process died before it was made. */
  #withStore<Result>(read: (store: SqliteStore) => Result): Result | undefined {
    const path = join(this.#terms.folder, 'journal.db');
    let store: SqliteStore | undefined;
    try {
      store = openStore({ path, readOnly: true });
      return store.hasPortfolio(portfolioId) ? read(store) : undefined;
    } catch (error) {
      if (TradewrightError.is(error) && error.code === 'SESSION_UNKNOWN') return undefined;
      throw error;
    } finally {
      store?.close();
    }
  }
}
