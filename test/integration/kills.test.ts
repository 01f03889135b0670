/** The judge of killed processes tells right from wrong. Needs a build: the processes run it. @module */
import { describe, expect, test } from 'vitest';
import { decimal, type Fill, type OrderRecord, type RecordReader } from '@tradewright/core';
import { aFill, anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import { auditDead, auditSettled } from '../crash/src/audit.ts';
import type { VenueTruth } from '../crash/src/wire.ts';
import { runKills } from '../dist/crash/src/run-kills.js';

const order = anOrderRecord({ life: 'working', filled: decimal('0'), command: null });
const id = order.intent.clientOrderId;
const nothing: VenueTruth = { placed: {}, orders: [], fills: [], positions: [], cash: '0' };

function journal(orders: readonly OrderRecord[], fills: readonly Fill[] = []): RecordReader {
  return {
    order: (wanted: string) => orders.find(({ intent }) => intent.clientOrderId === wanted),
    openOrders: () => orders,
    fills: () => fills,
    bookPositions: () => [],
    ledgerEntries: () => [],
  } as unknown as RecordReader;
}

describe('the audit after a kill', () => {
  const report = anOrderReport({ clientOrderId: id, life: 'working', filled: decimal('0') });
  const there = { ...nothing, placed: { [id]: 1 }, orders: [report] };

  test('journal and venue that say the same differ in nothing', () => {
    expect(auditSettled(there, journal([order]))).toEqual([]);
  });

  test.for([
    ['orphan', 'an order that the journal does not know', there, []],
    ['duplicate', 'an intent that came twice', { ...there, placed: { [id]: 2 } }, [order]],
    ['lost', 'an order that the venue never had', nothing, [order]],
    ['lost', 'an execution that nobody booked', { ...there, fills: [aFill()] }, [order]],
    ['lost', 'cash that is off', { ...there, cash: '5' }, [order]],
    [
      'lost',
      'an order that ended at the venue',
      { ...there, orders: [{ ...report, life: 'canceled' }] },
      [order],
    ],
    [
      'lost',
      'a cancel that is still pending',
      there,
      [{ ...order, command: { kind: 'cancel', state: 'sent' } }],
    ],
  ] as const)('%s: %s', ([kind, , truth, orders]) => {
    const found = auditSettled(truth, journal(orders));
    expect(found.map((one) => one.kind)).toEqual([kind]);
  });

  test('an execution that never happened is invented', () => {
    const found = auditSettled(there, journal([order], [aFill()]));
    expect(found).toMatchObject([{ kind: 'invented' }]);
  });

  test('two entries of one plan are one too many', () => {
    const [first, second] = ['a', 'b'].map((name) => ({
      ...order,
      intent: {
        ...order.intent,
        clientOrderId: name,
        planId: 'plan-1',
        purpose: 'entry' as const,
      },
    }));
    if (first === undefined || second === undefined) throw new Error('two orders');
    const truth = { ...nothing, placed: { a: 1, b: 1 } };
    expect(auditDead(truth, journal([first, second]))).toMatchObject([{ kind: 'duplicate' }]);
  });
});

test('a bot that sends before its intent is durable is found out', async () => {
  const tally = await runKills({
    seed: 'planted',
    random: 0,
    perPoint: 6,
    points: ['after placeOrder'],
    planted: 'the order is sent before its intent is durable',
  });
  expect(tally.differences.map(({ kind }) => kind)).toContain('orphan');
}, 120_000);
