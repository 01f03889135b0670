import { describe, expect, test } from 'vitest';
import { decimal, orderLifeSchema, type OrderRecord } from '@tradewright/core';
import { aFill, anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import { orderMachine, type OrderEvent } from './order-machine.ts';

const hundred = decimal('100');
const none = decimal('0');

function aRecord(life: OrderRecord['life'], parts: Partial<OrderRecord> = {}): OrderRecord {
  return anOrderRecord({
    life,
    quantity: hundred,
    filled: none,
    reportedFilled: none,
    filledValue: none,
    anomalies: [],
    command: { kind: 'new', state: 'sent' },
    ...parts,
  });
}

const working: OrderEvent = {
  kind: 'reported',
  report: anOrderReport({ life: 'working', quantity: hundred, filled: none }),
};
const reportedFilled: OrderEvent = {
  kind: 'reported',
  report: anOrderReport({ life: 'filled', quantity: hundred, filled: hundred }),
};
const canceled: OrderEvent = {
  kind: 'reported',
  report: anOrderReport({ life: 'canceled', quantity: hundred, filled: none }),
};
const fillOf = (fillId: string, quantity: string): OrderEvent => ({
  kind: 'filled',
  fill: aFill({ fillId, quantity: decimal(quantity) }),
});

describe('orderMachine', () => {
  test.for([
    ['not-sent', 'not-placed'],
    ['refused', 'refused'],
    ['unknown', 'unknown'],
  ] as const)('a send that failed as %s leaves the order %s', ([outcome, life]) => {
    const next = orderMachine(aRecord('sending'), {
      kind: 'send-failed',
      outcome,
      message: 'no answer',
      time: 5,
    });
    expect(next.life).toBe(life);
  });

  test('evidence that came first is stronger than a lost answer', () => {
    const known = orderMachine(aRecord('sending'), working);
    expect(
      orderMachine(known, { kind: 'send-failed', outcome: 'unknown', message: 'timeout', time: 5 }),
    ).toBe(known);
  });

  test('unknown is left by a report or by the fenced verdict alone', () => {
    const unknown = aRecord('unknown');
    expect(orderMachine(unknown, working).life).toBe('working');
    expect(
      orderMachine(unknown, { kind: 'not-placed', message: 'absent three times', time: 5 }).life,
    ).toBe('not-placed');
    expect(orderMachine(unknown, { kind: 'denied', message: 'stale', time: 5 })).toBe(unknown);
    expect(
      orderMachine(unknown, { kind: 'reported', report: anOrderReport({ life: 'unknown' }) }).life,
    ).toBe('unknown');
  });

  test('an absence makes unknown what the venue had, and nothing else', () => {
    for (const life of orderLifeSchema.options) {
      const there = ['staged', 'pending', 'working', 'suspended'].includes(life);
      const next = orderMachine(aRecord(life), { kind: 'absent', message: 'gone', time: 5 });
      expect(next.life).toBe(there ? 'unknown' : life);
    }
  });

  test('a word that an order is filled does not fill it: executions do', () => {
    const told = orderMachine(aRecord('working'), reportedFilled);
    expect(told).toMatchObject({ life: 'working', filled: '0', reportedFilled: '100' });
    expect(orderMachine(told, fillOf('a', '100')).life).toBe('filled');
  });

  test('report and executions in any order end in the same state', () => {
    const events = [working, reportedFilled, fillOf('a', '40'), fillOf('b', '60')];
    const ends = permutations(events).map((order) => {
      const {
        life,
        filled,
        reportedFilled: reported,
        anomalies,
      } = order.reduce(orderMachine, aRecord('sending'));
      return JSON.stringify({ life, filled, reported, anomalies });
    });
    expect(new Set(ends)).toEqual(
      new Set([JSON.stringify({ life: 'filled', filled: '100', reported: '100', anomalies: [] })]),
    );
  });

  test('a cancel of unknown outcome lapses when the venue has the order alive; one under way does not', () => {
    const after = (state: 'sent' | 'unknown') =>
      orderMachine(aRecord('working', { command: { kind: 'cancel', state } }), working).command;
    expect(after('unknown')).toBeNull();
    expect(after('sent')).toEqual({ kind: 'cancel', state: 'sent' });
  });

  test('a fill after a cancel is booked and noted', () => {
    const late = orderMachine(orderMachine(aRecord('working'), canceled), fillOf('a', '30'));
    expect(late).toMatchObject({ life: 'canceled', filled: '30' });
    expect(late.anomalies).toHaveLength(1);
  });

  test('more than the quantity is booked and noted', () => {
    const over = [fillOf('a', '100'), fillOf('b', '10')].reduce(orderMachine, aRecord('working'));
    expect(over).toMatchObject({ life: 'filled', filled: '110' });
    expect(over.anomalies).toHaveLength(1);
  });

  test('an ended order never comes back to life', () => {
    for (const life of [
      'filled',
      'canceled',
      'expired',
      'refused',
      'denied',
      'not-placed',
    ] as const) {
      expect(
        orderMachine(aRecord(life, life === 'filled' ? { filled: hundred } : {}), working).life,
      ).toBe(life);
    }
  });

  test('a stale report does not lead back', () => {
    const pending: OrderEvent = {
      kind: 'reported',
      report: anOrderReport({ life: 'pending', quantity: hundred, filled: none }),
    };
    expect(orderMachine(orderMachine(aRecord('sending'), working), pending).life).toBe('working');
  });

  test('only an intent can be denied, only an intent can be sent', () => {
    for (const life of orderLifeSchema.options) {
      const record = aRecord(life);
      expect(orderMachine(record, { kind: 'denied', message: 'stale', time: 1 }).life).toBe(
        life === 'intent' ? 'denied' : life,
      );
      expect(orderMachine(record, { kind: 'sending', epoch: 1, time: 1 }).life).toBe(
        life === 'intent' ? 'sending' : life,
      );
    }
  });

  test('the same report twice changes nothing the second time', () => {
    const once = orderMachine(aRecord('sending'), working);
    expect(orderMachine(once, working)).toBe(once);
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [
      item,
      ...rest,
    ]),
  );
}
