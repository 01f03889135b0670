/** One look at everything the venue has. @module */
import {
  Decimal,
  complete,
  journalEvent,
  type BaseTrader,
  type Clock,
  type Fill,
  type Journal,
  type OrderRecord,
  type Position,
  type QueryResult,
} from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import { AbsenceFence, type Look } from './absence-fence.ts';
import { CancelWatch } from './cancel-watch.ts';
import type { CashSync } from './cash-sync.ts';
import type { PositionSync } from './position-sync.ts';
import { takeInReports } from './take-in-reports.ts';
import { WorkSlices } from './work-slices.ts';

/** What a resync found. It is complete only when every list was, on one connection. */
export type ResyncReport = {
  readonly complete: boolean;
  readonly problems: readonly string[];
  readonly openOrders: number;
  readonly recoveredFills: number;
};

/** What a pass works with. */
export type ResyncPassOptions = {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly execution: ExecutionEngine;
  readonly orders: OrderRegistry;
  readonly portfolio: PortfolioTracker;
  readonly positions: Pick<PositionSync, 'sync'>;
  /** `undefined` where cash is not compared. */
  readonly cash?: Pick<CashSync, 'look'> | undefined;
  readonly halts: Pick<HaltDesk, 'raise'>;
  readonly journal: Journal;
  /** Longer than a request can be under way to the venue, in ms. */
  readonly settleMs: number;
};

/** Events may have been lost before the last execution that was booked. */
const overlapMs = 86_400_000;

/**
 * Asks the venue for balances, fills, orders and positions and puts the answers through the same path
 * as live events. A list that is incomplete proves nothing about absence.
 */
export class ResyncPass {
  readonly #options: ResyncPassOptions;
  readonly #fence: AbsenceFence;
  readonly #cancels: CancelWatch;
  /** Orders of which a person was told that nothing can be proved; a halt that was cleared stays so. */
  readonly #undecidable = new Set<string>();

  constructor(options: ResyncPassOptions) {
    this.#options = options;
    this.#fence = new AbsenceFence(options.settleMs);
    this.#cancels = new CancelWatch(options.settleMs);
  }

  /**
   * @param since - Everything before is known, ms UTC; a day before it is asked for too, as far as the venue goes back.
   * @throws TradewrightError when the account could not be asked
   */
  async run(since: number): Promise<ResyncReport> {
    const { trader, execution, orders, portfolio, positions, cash, clock } = this.#options;
    const problems: string[] = [];
    const begun = clock.monotonic();
    const { epoch } = trader.connection();
    this.#denyStale();
    const before = orders.open();
    const account = await trader.fetchAccount();
    portfolio.onAccount(account);
    const unknown = orders.open().filter(({ life }) => life === 'unknown');
    const from = Math.max(0, Math.min(since - overlapMs, ...unknown.map(sentAt)));
    const fills = await trader.fetchFills({ since: from });
    const recoveredFills = this.#bookFills(listOf('fills', reaching(fills), problems));
    const closed = await trader.fetchClosedOrders({ since: from });
    for (const report of listOf('closed orders', reaching(closed), problems)) {
      if (orders.resolve(report.clientOrderId, report.venueOrderId) !== undefined)
        execution.onReport(report);
    }
    const open = listOf('open orders', await trader.fetchOpenOrders({ scope: 'all' }), problems);
    const slices = new WorkSlices(clock);
    const look = await takeInReports(open, { orders, execution, slices });
    const missing = await this.#lookUp(look, problems);
    const held = listOf('positions', await trader.fetchPositions(), problems);
    if (trader.connection().epoch !== epoch) problems.push('the connection changed meanwhile');
    const knownFrom = memoryStart(from, [fills, closed]);
    if (problems.length === 0) {
      const known = new Map(
        missing.length === 0 ? [] : before.map((one) => [one.intent.clientOrderId, one]),
      );
      for (const id of missing) {
        const record = orders.record(id);
        if (record !== undefined && hasNoNews(record, known.get(id)))
          this.#judgeMissing(record, { begun, epoch, drift: this.#drift(record, held) }, knownFrom);
      }
      const { venue, accountId } = trader;
      problems.push(...positions.sync({ begun, epoch, venue, accountId, positions: held }));
      cash?.look(account, { begun, epoch });
    }
    const isComplete = problems.length === 0;
    if (isComplete) this.#giveUpCancels(look, begun);
    if (isComplete && knownFrom > since) this.#tellOfGap(since, knownFrom);
    return { complete: isComplete, problems, openOrders: open.length, recoveredFills };
  }

  #giveUpCancels(look: number, begun: number): void {
    const { orders, execution, clock } = this.#options;
    const isShown = (id: string): boolean => orders.isShown(id, look);
    const message = 'The venue still shows the order: nothing came of the cancel.';
    for (const id of this.#cancels.lapsed(orders.open(), isShown, begun))
      execution.resolve(id, {
        kind: 'cancel-failed',
        outcome: 'not-sent',
        message,
        time: clock.now(),
      });
  }

  /** Executions of a stretch of time are lost to us; that positions and orders agree all the same is the only proof. */
  #tellOfGap(since: number, knownFrom: number): void {
    const { journal, clock } = this.#options;
    const [from, to] = [since, knownFrom].map((time) => new Date(time).toISOString());
    const reason = `the venue tells no executions from ${from} to ${to}; positions and orders were compared instead`;
    const state = 'compared';
    journal.append([
      journalEvent('health.changed', clock.now(), { component: 'resync', state, reason }),
    ]);
  }

  /** An intent of an earlier run was never sent, and is not sent now. */
  #denyStale(): void {
    const { orders, execution, clock } = this.#options;
    const message = 'A stale intent of an earlier run was never sent.';
    for (const { intent, life } of orders.open()) {
      if (life !== 'intent') continue;
      execution.resolve(intent.clientOrderId, { kind: 'denied', message, time: clock.now() });
    }
  }

  #bookFills(fills: readonly Fill[]): number {
    const { execution, portfolio } = this.#options;
    let recovered = 0;
    for (const fill of fills) {
      if (portfolio.hasFill(fill)) {
        this.#catchUpCommission(fill);
        continue;
      }
      recovered += 1;
      execution.onFill({ ...fill, provenance: 'recovered' });
    }
    return recovered;
  }

  /**
   * An order that nothing shows although everything was shown. One that the venue has had becomes
   * unknown and stays so for a person; one that may never have arrived is judged by the fence, which
   * proves nothing where the venue's memory begins after the order was sent.
   */
  #judgeMissing(record: OrderRecord, look: Look, knownFrom: number): void {
    const { execution, halts, clock } = this.#options;
    const { clientOrderId: id, symbol } = record.intent;
    const time = clock.now();
    if (record.life === 'sending') return;
    if (record.life !== 'unknown') {
      const message = `The venue had the order ${record.life} and shows it no more.`;
      execution.resolve(id, { kind: 'absent', message, time });
      halts.raise({ scope: 'instrument', subject: symbol, reason: `order ${id}: ${message}` });
      return;
    }
    if (sentAt(record) < knownFrom) {
      const reason = `order ${id}: it was sent before the memory of the venue begins, and nobody can tell what became of it`;
      if (!this.#undecidable.has(id)) halts.raise({ scope: 'instrument', subject: symbol, reason });
      this.#undecidable.add(id);
      return;
    }
    if (record.venueOrderIds.length > 0 || !this.#fence.missed(id, look)) return;
    this.#fence.forget(id);
    const message = 'Three complete looks at the venue did not find it.';
    execution.resolve(id, { kind: 'not-placed', message, time });
  }

  /** By how much the venue's position differs from the books, as text. */
  #drift({ intent }: OrderRecord, positions: readonly Position[]): string {
    const held = positions
      .filter(({ symbol }) => symbol === intent.symbol)
      .reduce((sum, { quantity }) => sum.plus(Decimal.from(quantity)), Decimal.zero);
    const booked = this.#options.portfolio
      .books()
      .filter(({ symbol }) => symbol === intent.symbol)
      .reduce((sum, { quantity }) => sum.plus(Decimal.from(quantity)), Decimal.zero);
    return held.minus(booked).toString();
  }

  /** A commission that was lost on its way comes with the execution. */
  #catchUpCommission({ commission, commissionCurrency: currency, ...fill }: Fill): void {
    if (commission === null || currency === null) return;
    const { venue, accountId, fillId, revision, time } = fill;
    const paid = { venue, accountId, fillId, revision, commission, currency, time };
    this.#options.execution.onCommission(paid);
  }

  /** Orders of ours that no list showed are asked for one by one; resolves to those that the venue does not know. */
  async #lookUp(look: number, problems: string[]): Promise<readonly string[]> {
    const { trader, execution, orders } = this.#options;
    const missing: string[] = [];
    this.#fence.found((id) => orders.isShown(id, look));
    for (const { intent } of orders.notShown(look)) {
      const id = intent.clientOrderId;
      try {
        const answer = await trader.fetchOrder(id);
        if (answer.kind === 'absent') missing.push(id);
        else {
          this.#fence.forget(id);
          execution.onReport(answer.item);
        }
      } catch (error) {
        problems.push(`order ${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return missing;
  }
}

/** Nothing was heard of the order since; that it was asked to be canceled meanwhile says nothing of it. */
function hasNoNews(record: OrderRecord, before: OrderRecord | undefined): boolean {
  return (
    before !== undefined &&
    record.life === before.life &&
    record.filled === before.filled &&
    record.reportedFilled === before.reportedFilled &&
    record.venueOrderIds === before.venueOrderIds
  );
}

/** An answer that is whole from some time on counts as whole: what lies before is judged by positions and orders. */
function reaching<Item>(result: QueryResult<Item>): QueryResult<Item> {
  if (result.kind === 'complete' || result.reason !== 'range-limit' || result.knownFrom === null)
    return result;
  return complete(result.partial, result.asOf);
}

/** From when on the venue has told everything. */
function memoryStart(from: number, results: readonly QueryResult<unknown>[]): number {
  return Math.max(
    ...results.map((one) => (one.kind === 'complete' ? from : (one.knownFrom ?? from))),
  );
}

function sentAt({ sentTime, intent }: OrderRecord): number {
  return sentTime ?? intent.createdTime;
}

function listOf<Item>(
  what: string,
  result: QueryResult<Item>,
  problems: string[],
): readonly Item[] {
  if (result.kind === 'complete') return result.items;
  problems.push(`${what}: ${result.message}`);
  return result.partial;
}
