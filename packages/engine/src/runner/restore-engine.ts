/** Takes up the durable state of an earlier run. @module */
import {
  Decimal,
  endedLives,
  journalEvent,
  type OrderRecord,
  type Plan,
  type RecordReader,
} from '@tradewright/core';
import { isOver, owedQuantity } from '../execution/is-over.ts';
import { externalBook } from '../execution/execution-engine.ts';
import { orderMachine } from '../execution/order-machine.ts';
import { manualBook } from '../risk/manual-book.ts';
import type { RunnerParts } from './runner-parts.ts';

/** Orders, plans and books stand again as the journal has them; nothing is sent and nothing is assumed about the venue. */
export function restoreEngine(parts: RunnerParts, records: RecordReader): void {
  parts.halts.restore(records.openHalts());
  parts.riskManager.remember(records);
  parts.fxBook.restore(records.ledgerEntries());
  for (const record of records.openOrders()) {
    parts.orders.put(interrupted(parts, record));
    const remaining = Decimal.from(record.quantity).minus(Decimal.from(record.filled));
    parts.riskManager.restore(record, Decimal.maximum(Decimal.zero, remaining));
  }
  for (const plan of records.openPlans()) {
    parts.planBook.put(plan);
    const entry = plan.entryClientOrderId;
    if (plan.state === 'entering' && (entry === null || records.order(entry) === undefined)) {
      abandon(parts, plan.planId);
    }
    for (const id of ordersOf(plan)) takeUpOwed(parts, records.order(id));
  }
  parts.externalHoldings.restore(records.ledgerEntries());
  parts.portfolioTracker.restore(records, (clientOrderId) => {
    const order = clientOrderId === null ? undefined : records.order(clientOrderId);
    return order === undefined ? externalBook : (order.intent.strategyName ?? manualBook);
  });
}

function ordersOf(plan: Plan): readonly string[] {
  const { entryClientOrderId: entry, exitClientOrderIds, protectionClientOrderIds } = plan;
  return [...(entry === null ? [] : [entry]), ...exitClientOrderIds, ...protectionClientOrderIds];
}

/** An order that has ended while executions of it are still owed: the plan waits until a resync has them. */
function takeUpOwed(parts: RunnerParts, record: OrderRecord | undefined): void {
  if (record === undefined || !endedLives.has(record.life) || isOver(record)) return;
  parts.riskManager.restore(record, owedQuantity(record));
  parts.orders.put(record);
  parts.resyncService.onOrder(record);
}

/** The process ended before the venue answered: the order may be there, and its cancel may have got there or not. */
function interrupted(parts: RunnerParts, record: OrderRecord): OrderRecord {
  const time = parts.clock.now();
  const message = 'The process ended before the venue had answered.';
  const failed = { outcome: 'unknown', message, time } as const;
  const canceling = record.command?.kind === 'cancel' && record.command.state === 'sent';
  const sent =
    record.life === 'sending' ? orderMachine(record, { kind: 'send-failed', ...failed }) : record;
  const next = canceling ? orderMachine(sent, { kind: 'cancel-failed', ...failed }) : sent;
  if (next !== record) parts.journal.append([journalEvent('order.changed', time, next)]);
  return next;
}

/** The process ended between plan and intent: the entry was never made, so nothing can be at the venue. */
function abandon(parts: RunnerParts, planId: string): void {
  const time = parts.clock.now();
  const reason = 'the entry was never made';
  const step = parts.planBook.step(planId, { kind: 'abandoned', state: 'failed', reason, time });
  if (step === undefined) return;
  parts.journal.append([journalEvent('plan.changed', time, step.plan)]);
  step.commit();
}
