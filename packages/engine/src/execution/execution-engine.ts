/** Makes orders durable, sends them once, and books what comes back. @module */
import {
  Decimal,
  TradewrightError,
  endedLives,
  journalEvent,
  type Commission,
  type Fill,
  type JournalEvent,
  type OrderRecord,
  type OrderReport,
} from '@tradewright/core';
import type { PlanStep } from '../plan/plan-book.ts';
import type { PlanEvent } from '../plan/plan-machine.ts';
import { ApprovedOrder } from '../risk/approved-order.ts';
import { manualBook } from '../risk/manual-book.ts';
import { executionKey } from './execution-key.ts';
import type { ExecutionOptions, Occasion } from './execution-options.ts';
import { failureOf } from './failure-of.ts';
import { isOver, owedQuantity } from './is-over.ts';
import { newOrderRecord } from './new-order-record.ts';
import { orderMachine, type OrderEvent } from './order-machine.ts';
import { planNews, untold } from './plan-news.ts';
import { sortReports } from './sort-reports.ts';

/** Book of executions that belong to no order of ours. */
export const externalBook = 'external';

/**
 * The only part that sends orders. The intent is in the journal before the first byte leaves; a
 * failed send is `unknown` unless there is evidence; nothing is ever sent twice.
 */
export class ExecutionEngine {
  readonly #options: ExecutionOptions;
  /** Commissions whose execution has not arrived yet. */
  readonly #early = new Map<string, Commission>();

  constructor(options: ExecutionOptions) {
    this.#options = options;
  }

  /**
   * Sends an approved order. Resolves to its record once the venue has answered or failed to; the
   * synchronous part, up to the call of the venue, is done when this returns.
   *
   * @param occasion - Durable in the same commit: a crash leaves no plan that waits for an order that was never made.
   * @throws TradewrightError `INTERNAL` for anything that risk did not approve; `STORE_*` when the intent could not be made durable: nothing was sent.
   */
  submit(approved: ApprovedOrder, occasion?: Occasion): Promise<OrderRecord> {
    if (!ApprovedOrder.isGenuine(approved))
      throw new TradewrightError('INTERNAL', 'An order without an approval was submitted.');
    const { trader, journal, clock, orders } = this.#options;
    const { intent } = approved;
    const account = { venue: trader.venue, accountId: trader.accountId };
    const record = newOrderRecord(intent, account, approved.reservation);
    const time = clock.now();
    const sending = orderMachine(record, {
      kind: 'sending',
      epoch: trader.connection().epoch,
      time,
    });
    try {
      journal.append([
        ...(occasion?.events ?? []),
        journalEvent('order.intent', time, record),
        journalEvent('order.changed', time, sending),
      ]);
    } catch (error) {
      this.#options.risk.release(intent.clientOrderId);
      throw error;
    }
    orders.put(sending);
    occasion?.commit();
    this.#options.onOrder(sending);
    return this.#send(sending);
  }

  /** Asks the venue to cancel; the end of the order comes as evidence. Resolves when the venue has answered. */
  async cancel(clientOrderId: string): Promise<void> {
    const record = this.#options.orders.record(clientOrderId);
    if (record === undefined || endedLives.has(record.life)) return;
    this.#apply(record, { kind: 'cancel-requested', time: this.#options.clock.now() });
    try {
      this.#options.fence?.();
      await this.#options.trader.cancelOrder(clientOrderId);
    } catch (error) {
      const current = this.#options.orders.record(clientOrderId) ?? record;
      const { outcome, message } = failureOf(error);
      this.#apply(current, {
        kind: 'cancel-failed',
        outcome,
        message,
        time: this.#options.clock.now(),
      });
    }
  }

  /** Takes in what the venue says of an order. */
  onReport(report: OrderReport): void {
    const record = this.#options.orders.resolve(report.clientOrderId, report.venueOrderId);
    if (record === undefined) {
      this.#options.journal.append([journalEvent('order.elsewhere', report.receivedTime, report)]);
      this.#options.onElsewhere(report);
      return;
    }
    this.#apply(record, { kind: 'reported', report });
  }

  /** Takes in what a list says; changes that end no order are one commit. */
  onReports(reports: readonly OrderReport[]): void {
    const { together, events, alone } = sortReports(reports, this.#options.orders);
    this.#options.journal.append(events);
    for (const next of together) this.#options.orders.put(next);
    for (const next of together) this.#options.onOrder(next);
    for (const report of alone) this.onReport(report);
  }

  /**
   * Books an execution: fill, order, ledger, position and plan in one commit. A second delivery changes
   * nothing. What was inferred in the place of missing executions gives way to the real ones.
   */
  onFill(fill: Fill): void {
    const { portfolio, orders } = this.#options;
    const record = orders.resolve(fill.clientOrderId, fill.venueOrderId);
    const standIn =
      record === undefined || fill.provenance === 'inferred' || portfolio.hasFill(fill)
        ? undefined
        : portfolio.standIn(record.intent.clientOrderId);
    if (standIn === undefined) return this.#book(fill, record);
    const left = Decimal.from(standIn.quantity).minus(Decimal.from(fill.quantity));
    if (standIn.quantity !== '0') {
      const quantity = Decimal.maximum(Decimal.zero, left).toString();
      this.#book({ ...standIn, revision: standIn.revision + 1, quantity }, record);
    }
    this.#book(fill, orders.resolve(fill.clientOrderId, fill.venueOrderId));
  }

  #book(fill: Fill, record: OrderRecord | undefined): void {
    const { portfolio, orders, journal, plans, risk } = this.#options;
    const strategyName =
      record === undefined ? externalBook : (record.intent.strategyName ?? manualBook);
    const booking = portfolio.bookFill(fill, strategyName);
    if (booking === undefined) return;
    const events: JournalEvent[] = [...booking.events];
    const { corrects: before } = booking;
    const event: OrderEvent =
      before === undefined ? { kind: 'filled', fill } : { kind: 'corrected', fill, before };
    const next = record === undefined ? undefined : orderMachine(record, event);
    if (next !== undefined) events.push(journalEvent('order.changed', fill.time, next));
    // A correction moves books and ledger; a plan counts what it was told, and its exit never sells more than is held.
    const step = next === undefined ? undefined : this.#tellPlan(next, fill, before);
    if (step !== undefined) events.push(journalEvent('plan.changed', fill.time, step.plan));
    journal.append(events);
    booking.commit();
    if (next !== undefined) {
      orders.put(next);
      if (before === undefined) risk.onFill(next.intent.clientOrderId, fill.quantity);
      this.#settle(next);
    }
    step?.commit();
    if (record !== undefined && next !== undefined) this.#haltOnSurprise(record, next);
    if (next !== undefined) this.#options.onOrder(next);
    this.#options.onFill(fill, strategyName);
    if (step !== undefined) this.#options.onPlan(plans.plan(step.plan.planId) ?? step.plan);
    const early = this.#early.get(executionKey(fill));
    if (early === undefined) return;
    this.#early.delete(executionKey(fill));
    this.onCommission(early);
  }

  /** Books a commission that came apart from its fill, in whichever order they come. */
  onCommission(commission: Commission): void {
    const { portfolio } = this.#options;
    if (!portfolio.hasFill(commission)) {
      this.#early.set(executionKey(commission), commission);
      return;
    }
    const booking = portfolio.bookCommission(commission);
    if (booking === undefined) return;
    this.#options.journal.append(booking.events);
    booking.commit();
    this.#options.onCommission?.(commission, booking.fill);
  }

  /** Puts an event of recovery into the machine, such as a denial of a stale intent. */
  resolve(clientOrderId: string, event: OrderEvent): void {
    const record = this.#options.orders.record(clientOrderId);
    if (record !== undefined) this.#apply(record, event);
  }

  async #send(record: OrderRecord): Promise<OrderRecord> {
    const { trader, orders, clock, fence } = this.#options;
    const id = record.intent.clientOrderId;
    try {
      fence?.();
      this.onReport(await trader.placeOrder(record.intent));
    } catch (error) {
      this.#apply(orders.record(id) ?? record, {
        kind: 'send-failed',
        ...failureOf(error),
        time: clock.now(),
      });
    }
    return orders.record(id) ?? record;
  }

  #apply(record: OrderRecord, event: OrderEvent): void {
    const next = orderMachine(record, event);
    if (next === record) return;
    const time = next.updatedTime;
    const events: JournalEvent[] = [journalEvent('order.changed', time, next)];
    const ends = isOver(next) && !isOver(record);
    if (ends && next.refusal !== undefined) {
      const occasion = { events: [...events], commit: () => this.#take(next) };
      if (this.#options.onRefusal?.(next, occasion) === true) return;
    }
    const step = ends
      ? this.#planStep(next, {
          kind: 'order-ended',
          clientOrderId: next.intent.clientOrderId,
          life: next.life,
          time,
        })
      : undefined;
    if (step !== undefined) events.push(journalEvent('plan.changed', time, step.plan));
    this.#options.journal.append(events);
    this.#take(next, step);
    if (step !== undefined) this.#options.onPlan(step.plan);
  }

  /** Lets memory know what the journal holds. */
  #take(next: OrderRecord, step?: PlanStep): void {
    this.#options.orders.put(next);
    this.#settle(next);
    step?.commit();
    this.#options.onOrder(next);
  }

  /** Frees what an ended order held, but for executions that the venue counts and that are still under way to us. */
  #settle(record: OrderRecord): void {
    if (!endedLives.has(record.life)) return;
    const missing = owedQuantity(record);
    if (missing.isPositive()) this.#options.risk.keepOnly(record.intent.clientOrderId, missing);
    else this.#options.risk.release(record.intent.clientOrderId);
  }

  /** An execution that the venue did not announce is a difference that a person has to explain. */
  #haltOnSurprise(before: OrderRecord, next: OrderRecord): void {
    const filled = Decimal.from(next.filled);
    const over = filled.isGreaterThan(Decimal.from(next.quantity));
    const late = endedLives.has(before.life) && before.life !== 'filled';
    const unannounced = late && filled.isGreaterThan(Decimal.from(before.reportedFilled));
    if (!over && !unannounced) return;
    const { clientOrderId, symbol } = next.intent;
    const reason = `order ${clientOrderId}: ${next.anomalies.at(-1) ?? ''}`;
    this.#options.halts.raise({ scope: 'instrument', subject: symbol, reason });
  }

  #tellPlan(next: OrderRecord, fill: Fill, before: Fill | undefined): PlanStep | undefined {
    const { portfolio, plans, orders } = this.#options;
    const { clientOrderId, planId } = next.intent;
    const plan = planId === null ? undefined : plans.plan(planId);
    const inferred =
      fill.provenance === 'inferred' || portfolio.standIn(clientOrderId) !== undefined;
    if (plan !== undefined && inferred) {
      const filledOf = (id: string) => orders.record(id)?.filled;
      return this.#planStep(next, ...planNews(next, fill, untold(plan, next, filledOf)));
    }
    return before === undefined ? this.#planStep(next, ...planNews(next, fill)) : undefined;
  }

  #planStep(record: OrderRecord, ...events: readonly PlanEvent[]): PlanStep | undefined {
    const { planId } = record.intent;
    return planId === null ? undefined : this.#options.plans.step(planId, ...events);
  }
}
