/** The journal of a bot against the truth of its venue. @module */
import { Decimal, endedLives, type OrderReport, type RecordReader } from '@tradewright/core';
import type { VenueTruth } from './wire.ts';

/**
 * `duplicate`: one intent reached the venue twice, or an execution was booked twice. `orphan`: the venue
 * has an order that the journal does not know. `lost`: something at the venue is missing from the journal,
 * or still open there. `invented`: the journal has what never was at the venue.
 */
export type Difference = {
  readonly kind: 'duplicate' | 'orphan' | 'lost' | 'invented';
  readonly message: string;
};

/** What must hold at any moment, also while the process is dead. */
export function auditDead(truth: VenueTruth, journal: RecordReader): readonly Difference[] {
  const entries = new Map<string, string>();
  return Object.entries(truth.placed).flatMap(([id, times]): Difference[] => {
    const record = journal.order(id);
    if (record === undefined)
      return [{ kind: 'orphan', message: `${id} is at the venue and not in the journal` }];
    if (times > 1) return [{ kind: 'duplicate', message: `${id} was sent ${times} times` }];
    const { planId, purpose } = record.intent;
    if (planId === null || purpose !== 'entry') return [];
    const first = entries.get(planId);
    entries.set(planId, id);
    if (first === undefined) return [];
    return [{ kind: 'duplicate', message: `${first} and ${id} are entries of ${planId}` }];
  });
}

/** What must hold once a session has resynchronised and everything that was under way has arrived. */
export function auditSettled(truth: VenueTruth, journal: RecordReader): readonly Difference[] {
  return [
    ...auditDead(truth, journal),
    ...orderDifferences(truth, journal),
    ...fillDifferences(truth, journal),
    ...positionDifferences(truth, journal),
    ...cashDifferences(truth, journal),
  ];
}

function orderDifferences(truth: VenueTruth, journal: RecordReader): readonly Difference[] {
  const there = new Map(truth.orders.map((report) => [report.clientOrderId, report]));
  const unlike = truth.orders.flatMap((report) => orderDifference(report, journal));
  const pending = journal.openOrders().flatMap(({ intent, life }): Difference[] => {
    if (there.has(intent.clientOrderId)) return [];
    const message = `${intent.clientOrderId} is ${life} in the journal, and the venue never had it`;
    return [{ kind: 'lost', message }];
  });
  return [...unlike, ...pending];
}

function orderDifference(report: OrderReport, journal: RecordReader): readonly Difference[] {
  const record = journal.order(report.clientOrderId ?? '');
  if (record === undefined) return [];
  const alike = record.life === report.life && equal(record.filled, report.filled);
  const pending = record.command !== null && !endedLives.has(record.life);
  if (alike && !pending) return [];
  const ours = `${record.life} ${record.filled}${pending ? ', a command pending' : ''}`;
  const ahead = Decimal.from(record.filled).isGreaterThan(Decimal.from(report.filled));
  return [
    {
      kind: ahead ? 'invented' : 'lost',
      message: `${report.clientOrderId} is ${ours} in the journal, ${report.life} ${report.filled} at the venue`,
    },
  ];
}

function fillDifferences(truth: VenueTruth, journal: RecordReader): readonly Difference[] {
  const booked = journal.fills().map(({ fillId }) => fillId);
  const known = new Set(booked);
  const real = new Set(truth.fills.map(({ fillId }) => fillId));
  const missing = [...real].filter((id) => !known.has(id));
  const invented = booked.filter((id) => !real.has(id));
  return [
    ...missing.map((id): Difference => ({ kind: 'lost', message: `${id} was never booked` })),
    ...invented.map((id): Difference => ({ kind: 'invented', message: `${id} never happened` })),
    ...(known.size < booked.length
      ? [{ kind: 'duplicate', message: 'an execution was booked twice' } as const]
      : []),
  ];
}

function positionDifferences(truth: VenueTruth, journal: RecordReader): readonly Difference[] {
  const sums = new Map<string, Decimal>();
  const add = (symbol: string, quantity: Decimal): void => {
    sums.set(symbol, (sums.get(symbol) ?? Decimal.zero).plus(quantity));
  };
  for (const { symbol, quantity } of journal.bookPositions()) add(symbol, Decimal.from(quantity));
  for (const { symbol, quantity } of truth.positions)
    add(symbol, Decimal.zero.minus(Decimal.from(quantity)));
  return [...sums].flatMap(([symbol, off]): Difference[] =>
    off.isZero()
      ? []
      : [{ kind: 'lost', message: `${symbol} in the books is off by ${off.toString()}` }],
  );
}

function cashDifferences(truth: VenueTruth, journal: RecordReader): readonly Difference[] {
  const booked = journal
    .ledgerEntries()
    .flatMap(({ postings }) => postings)
    .filter(({ account }) => account.startsWith('cash'))
    .reduce((sum, { amount }) => sum.plus(Decimal.from(amount)), Decimal.zero);
  if (equal(booked.toString(), truth.cash)) return [];
  const message = `cash is ${booked.toString()} in the ledger, ${truth.cash} at the venue`;
  return [{ kind: 'lost', message }];
}

function equal(left: string, right: string): boolean {
  return Decimal.from(left).equals(Decimal.from(right));
}
