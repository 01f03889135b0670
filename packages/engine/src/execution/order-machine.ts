/** The life of an order as a pure reducer over evidence (docs/order-life.md). @module */
import {
  Decimal,
  endedLives,
  type CommandOutcome,
  type Fill,
  type OrderLife,
  type OrderRecord,
  type OrderReport,
  type Refusal,
} from '@tradewright/core';
import { orderDraft } from './order-draft.ts';

/** What can happen to an order of ours. */
export type OrderEvent =
  | { readonly kind: 'sending'; readonly epoch: number; readonly time: number }
  | {
      readonly kind: 'send-failed';
      readonly outcome: CommandOutcome;
      readonly message: string;
      readonly refusal?: Refusal;
      readonly time: number;
    }
  | { readonly kind: 'reported'; readonly report: OrderReport }
  | { readonly kind: 'filled'; readonly fill: Fill }
  /** A later revision of an execution that has been counted. */
  | { readonly kind: 'corrected'; readonly fill: Fill; readonly before: Fill }
  | { readonly kind: 'cancel-requested'; readonly time: number }
  | {
      readonly kind: 'cancel-failed';
      readonly outcome: CommandOutcome;
      readonly message: string;
      readonly time: number;
    }
  | { readonly kind: 'denied'; readonly message: string; readonly time: number }
  /** A complete look at the venue did not show an order that was there before. */
  | { readonly kind: 'absent'; readonly message: string; readonly time: number }
  | { readonly kind: 'not-placed'; readonly message: string; readonly time: number }
  /** A person has evidence that the venue does not give. */
  | {
      readonly kind: 'resolved';
      readonly life: 'not-placed' | 'canceled';
      readonly message: string;
      readonly time: number;
    };

/** The next record. An event that changes nothing returns the same object. */
export function orderMachine(record: OrderRecord, event: OrderEvent): OrderRecord {
  switch (event.kind) {
    case 'sending':
      return record.life === 'intent' ? sending(record, event) : record;
    case 'send-failed':
      return sendFailed(record, event);
    case 'reported':
      return reported(record, event.report);
    case 'filled':
      return filled(record, event.fill);
    case 'corrected':
      return corrected(record, event.fill, event.before);
    case 'cancel-requested':
      if (endedLives.has(record.life)) return record;
      return { ...record, command: { kind: 'cancel', state: 'sent' }, updatedTime: event.time };
    case 'cancel-failed':
      if (record.command?.kind !== 'cancel') return record;
      return {
        ...record,
        command: event.outcome === 'not-sent' ? null : { kind: 'cancel', state: event.outcome },
        message: event.message,
        updatedTime: event.time,
      };
    case 'denied':
      return record.life === 'intent'
        ? { ...record, life: 'denied', message: event.message, updatedTime: event.time }
        : record;
    case 'absent':
      return endedLives.has(record.life) || rank[record.life] < rank.staged
        ? record
        : { ...record, life: 'unknown', message: event.message, updatedTime: event.time };
    case 'not-placed':
      return record.life === 'unknown' ? ended(record, event.kind, event) : record;
    case 'resolved':
      return endedLives.has(record.life) ? record : ended(record, event.life, event);
  }
}

function ended(
  record: OrderRecord,
  life: OrderLife,
  { message, time }: { readonly message: string; readonly time: number },
): OrderRecord {
  return { ...record, life, command: null, message, updatedTime: time };
}

function sending(
  record: OrderRecord,
  { epoch, time }: Extract<OrderEvent, { kind: 'sending' }>,
): OrderRecord {
  const next = orderDraft(record, time);
  next.life = 'sending';
  next.command = { kind: 'new', state: 'sent' };
  next.epoch = epoch;
  next.sentTime = time;
  return next;
}

/** A failed send ends an order only with evidence: it never left, or the venue said no. Else it is unknown. */
function sendFailed(
  record: OrderRecord,
  event: Extract<OrderEvent, { kind: 'send-failed' }>,
): OrderRecord {
  // Evidence that came while the answer was under way is stronger than the failure of the answer.
  if (record.life !== 'sending' && record.life !== 'unknown') return record;
  const lives: Readonly<Record<CommandOutcome, OrderLife>> = {
    'not-sent': 'not-placed',
    refused: 'refused',
    unknown: 'unknown',
  };
  const state = event.outcome === 'not-sent' ? 'refused' : event.outcome;
  return {
    ...record,
    life: lives[event.outcome],
    command: { kind: 'new', state },
    message: event.message,
    ...(event.refusal === undefined ? {} : { refusal: event.refusal }),
    updatedTime: event.time,
  };
}

/** How far a life has come: a report that would lead back is stale and ignored. */
const rank: Readonly<Record<OrderLife, number>> = {
  intent: 0,
  sending: 1,
  unknown: 1,
  staged: 2,
  pending: 3,
  suspended: 3,
  working: 4,
  'not-placed': 9,
  denied: 9,
  refused: 9,
  expired: 10,
  canceled: 10,
  filled: 11,
};

function reported(record: OrderRecord, report: OrderReport): OrderRecord {
  const quantity = report.quantity;
  const reportedFilled = Decimal.maximum(
    Decimal.from(record.reportedFilled),
    Decimal.from(report.filled),
  ).toString();
  const ended = endedLives.has(record.life);
  const life = nextLife(record, report, reportedFilled);
  const anomaly =
    ended && record.life !== 'filled' && !endedLives.has(report.life) && report.life !== 'unknown'
      ? `reported ${report.life} after ${record.life}`
      : undefined;
  const next = orderDraft(record, Math.max(record.updatedTime, report.receivedTime));
  next.life = life;
  if (!ended) next.quantity = quantity;
  next.reportedFilled = reportedFilled;
  next.venueOrderIds = idsAfter(record.venueOrderIds, report);
  next.command = endedLives.has(life) ? null : acknowledged(record, report);
  next.message = report.message ?? record.message;
  if (life === 'refused' && report.refusal !== undefined) next.refusal = report.refusal;
  if (anomaly !== undefined && !record.anomalies.includes(anomaly))
    next.anomalies = [...record.anomalies, anomaly];
  return sameState(record, next) ? record : next;
}

/** Ended states wait for the executions that the venue counts: an order is `filled` by executions, not by a word. */
function nextLife(record: OrderRecord, report: OrderReport, reportedFilled: string): OrderLife {
  if (report.life === 'unknown') return record.life;
  if (report.life === 'filled') {
    return isCovered(record.filled, record.quantity)
      ? 'filled'
      : endedLives.has(record.life)
        ? record.life
        : 'working';
  }
  if (endedLives.has(record.life)) return record.life;
  if (rank[report.life] < rank[record.life] && record.life !== 'suspended') return record.life;
  if (isCovered(reportedFilled, record.quantity) && !endedLives.has(report.life)) return 'working';
  return report.life;
}

function acknowledged(record: OrderRecord, report: OrderReport): OrderRecord['command'] {
  const command = record.command;
  if (command === null || report.life === 'unknown') return command;
  // The venue has the order alive after a cancel of unknown outcome: it may be asked for again.
  const isLapsed = command.kind === 'cancel' && command.state === 'unknown';
  return command.kind === 'new' || isLapsed ? null : command;
}

/** Executions always count, in any state; what comes after the end is an anomaly that a person sees. */
function filled(record: OrderRecord, fill: Fill): OrderRecord {
  const filledQuantity = Decimal.from(record.filled).plus(Decimal.from(fill.quantity));
  const value = Decimal.from(record.filledValue).plus(
    Decimal.from(fill.quantity).times(Decimal.from(fill.price)),
  );
  const late = endedLives.has(record.life) && record.life !== 'filled';
  const over = filledQuantity.isGreaterThan(Decimal.from(record.quantity));
  const notes: string[] = [];
  if (late) notes.push(`fill ${fill.fillId} after ${record.life}`);
  if (over) notes.push(`filled ${filledQuantity.toString()} of ${record.quantity}`);
  const whole = isCovered(filledQuantity.toString(), record.quantity);
  const next = orderDraft(record, Math.max(record.updatedTime, fill.receivedTime));
  next.life = whole ? 'filled' : endedLives.has(record.life) ? record.life : 'working';
  next.filled = filledQuantity.toString();
  next.filledValue = value.toString();
  next.command = whole || record.command?.kind === 'new' ? null : record.command;
  if (notes.length > 0) next.anomalies = [...record.anomalies, ...notes];
  return next;
}

/** An order that has ended stays ended: what a correction takes away, the venue does not fill again by itself. */
function corrected(record: OrderRecord, fill: Fill, before: Fill): OrderRecord {
  const sum = (start: string, plus: Decimal, minus: Decimal) =>
    Decimal.from(start).plus(plus).minus(minus).toString();
  const [is, was] = [Decimal.from(fill.quantity), Decimal.from(before.quantity)];
  const quantity = sum(record.filled, is, was);
  const value = (one: Fill, size: Decimal): Decimal => size.times(Decimal.from(one.price));
  return {
    ...record,
    life: isCovered(quantity, record.quantity) ? 'filled' : record.life,
    filled: quantity,
    // What stands in for missing executions is our own word and changes nothing of the venue's.
    reportedFilled:
      fill.provenance === 'inferred' ? record.reportedFilled : sum(record.reportedFilled, is, was),
    filledValue: sum(record.filledValue, value(fill, is), value(before, was)),
    anomalies: [...record.anomalies, `execution ${fill.fillId} was corrected`],
    updatedTime: Math.max(record.updatedTime, fill.receivedTime),
  };
}

/** Every id that the order ever had; the one that its venue names it by now stands last. */
function idsAfter(known: string[], report: OrderReport): string[] {
  const { venueOrderId, venueOrderIds } = report;
  const fresh = venueOrderIds.filter((id) => !known.includes(id));
  if (fresh.length === 0) return known;
  const all = [...known, ...fresh];
  return venueOrderId === null ? all : [...all.filter((id) => id !== venueOrderId), venueOrderId];
}

function isCovered(filledQuantity: string, quantity: string): boolean {
  return (
    filledQuantity === quantity || !Decimal.from(filledQuantity).isLessThan(Decimal.from(quantity))
  );
}

function sameState(left: OrderRecord, right: OrderRecord): boolean {
  return (
    left.life === right.life &&
    left.quantity === right.quantity &&
    left.reportedFilled === right.reportedFilled &&
    left.venueOrderIds === right.venueOrderIds &&
    left.message === right.message &&
    left.anomalies === right.anomalies &&
    left.command?.kind === right.command?.kind &&
    left.command?.state === right.command?.state
  );
}
