/** Brings the session's books and the venue's word together, and keeps them so. @module */
import type { ConnectionState, OrderRecord, Undo } from '@tradewright/core';
import { owedQuantity } from '../execution/is-over.ts';
import { isCanceling } from './cancel-watch.ts';
import { ResyncPass, type ResyncPassOptions, type ResyncReport } from './resync-pass.ts';

/** What the service works with. */
export type ResyncOptions = ResyncPassOptions & {
  /** Told after each pass, and when a new connection makes the last one void. */
  readonly onReady: (ready: boolean) => void;
  /** Work that whoever drives time has to wait for. */
  readonly onPending: (work: Promise<unknown>) => void;
};

const longestPauseMs = 300_000;
/** Complete passes in a row that left something open, before the pauses between them grow. */
const patientPasses = 6;

/**
 * Runs one pass at the start and goes on by itself while something is open: a pass that was
 * incomplete, a new connection, an order or a cancel of unknown outcome, or executions that the venue
 * counts and that have not arrived.
 */
export class ResyncService {
  readonly #options: ResyncOptions;
  readonly #pass: ResyncPass;
  /** Orders of which the venue counts more executions than have been booked. */
  readonly #behind = new Set<string>();
  #since = 0;
  #epoch: number | undefined;
  #complete = false;
  #following = false;
  #passes = 0;
  #timer: Undo | undefined;
  #started = false;

  constructor(options: ResyncOptions) {
    this.#options = options;
    this.#pass = new ResyncPass(options);
  }

  /** One pass. @param since - The last time up to which everything is known, ms UTC. @throws TradewrightError `VENUE_*` */
  async run(since: number): Promise<ResyncReport> {
    this.#since = since;
    this.#epoch = this.#options.trader.connection().epoch;
    return this.#look();
  }

  /** Follows up what is open, from now on. */
  start(): void {
    this.#started = true;
    this.#schedule();
  }

  stop(): void {
    this.#started = false;
    this.#timer?.();
    this.#timer = undefined;
  }

  /** A new connection makes what was known before it void: a pass begins at once. */
  onConnection(state: ConnectionState): void {
    if (state.socket !== 'up' || this.#epoch === undefined || state.epoch === this.#epoch) return;
    this.#epoch = state.epoch;
    this.again();
  }

  /** What was known is void, or could not be written down: everything is asked for anew. */
  again(): void {
    this.#settle(false);
    this.#soon(0);
  }

  /** Learns which orders need another look. */
  onOrder(record: OrderRecord): void {
    const id = record.intent.clientOrderId;
    const behind = owedQuantity(record).isPositive();
    if (behind) this.#behind.add(id);
    else this.#behind.delete(id);
    if (!behind && record.life !== 'unknown' && !isCanceling(record)) return;
    this.#passes = 0;
    this.#schedule();
  }

  #settle(complete: boolean): void {
    this.#complete = complete;
    this.#options.onReady(complete);
  }

  /** True while another pass may learn something. */
  #isOpen(): boolean {
    if (!this.#complete || this.#behind.size > 0) return true;
    const { orders } = this.#options;
    return orders.open().some((record) => record.life === 'unknown' || isCanceling(record));
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#following || !this.#isOpen()) return;
    const growth = this.#complete ? 2 ** Math.max(0, this.#passes - patientPasses) : 1;
    this.#soon(Math.min(longestPauseMs, this.#options.settleMs * growth));
  }

  #soon(delayMs: number): void {
    if (!this.#started) return;
    this.#timer?.();
    this.#timer = this.#options.clock.after(delayMs, () => {
      this.#timer = undefined;
      if (!this.#following && this.#isOpen()) this.#options.onPending(this.#follow());
    });
  }

  async #look(): Promise<ResyncReport> {
    const begun = this.#options.clock.now();
    const { epoch } = this.#options.trader.connection();
    const report = await this.#pass.run(this.#since);
    // Whatever happened before a complete look is known; what happened during it may not be.
    if (report.complete) this.#since = Math.max(this.#since, begun);
    this.#settle(report.complete && this.#epoch === epoch);
    return report;
  }

  /** A pass on the side: whatever keeps it from its end, the next one is due. */
  async #follow(): Promise<void> {
    this.#following = true;
    this.#passes += 1;
    try {
      await this.#look();
    } catch {
      this.#settle(false);
    } finally {
      this.#following = false;
      this.#schedule();
    }
  }
}
