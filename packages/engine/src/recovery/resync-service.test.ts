import { describe, expect, test } from 'vitest';
import {
  MemoryJournal,
  VirtualClock,
  complete,
  decimal,
  incomplete,
  type BaseTrader,
  type ConnectionState,
  type OrderRecord,
} from '@tradewright/core';
import { anOrderRecord, anOrderReport } from '@tradewright/core/testing';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import { orderMachine, type OrderEvent } from '../execution/order-machine.ts';
import { OrderRegistry } from '../execution/order-registry.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { ResyncService } from './resync-service.ts';

const settleMs = 10_000;

/** A service over one order and a venue that is told what to answer. */
function aService(record: OrderRecord, answers: Partial<BaseTrader> = {}) {
  const clock = new VirtualClock(0);
  const trader = new ScriptedTrader(() => Promise.reject(new Error('nothing may be sent')));
  Object.assign(trader, { fetchOrder: async () => ({ kind: 'absent', asOf: 0 }), ...answers });
  const orders = new OrderRegistry();
  orders.put(record);
  const id = record.intent.clientOrderId;
  const apply = (event: OrderEvent): void => {
    orders.put(orderMachine(orders.record(id) ?? record, event));
  };
  const ready: boolean[] = [];
  const halted: string[] = [];
  const open: string[] = [];
  const journal = new MemoryJournal();
  const service = new ResyncService({
    trader: trader.asTrader,
    clock,
    orders,
    execution: {
      resolve: (_: string, event: OrderEvent) => apply(event),
      onReport: (report) => apply({ kind: 'reported', report }),
      onReports: (reports) => {
        for (const report of reports) apply({ kind: 'reported', report });
      },
    } as ExecutionEngine,
    portfolio: { onAccount: () => undefined, books: () => [] } as unknown as PortfolioTracker,
    positions: { sync: () => open },
    halts: { raise: (halt) => (halted.push(halt.subject), halt as never) },
    journal,
    settleMs,
    onReady: (isReady) => ready.push(isReady),
    onPending: () => undefined,
  });
  const life = (): string | undefined => orders.record(id)?.life;
  const command = () => orders.record(id)?.command;
  const pass = async (ms: number): Promise<void> => {
    clock.advanceTo(clock.now() + ms);
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  };
  return { service, trader, life, command, pass, ready, apply, halted, open, journal };
}

const unknown = anOrderRecord({ life: 'unknown', venueOrderIds: [], filled: decimal('0') });

describe('ResyncService', () => {
  test('an order of unknown outcome is called not placed after three settled looks, not before', async () => {
    const { service, life, pass } = aService(unknown);
    await service.run(0);
    service.start();
    const lives: unknown[] = [];
    for (let look = 0; look < 4; look += 1) {
      await pass(settleMs);
      lives.push(life());
    }
    expect(lives).toEqual(['unknown', 'unknown', 'not-placed', 'not-placed']);
  });

  const timeout = async () => incomplete('timeout', 'no answer', 0);
  test.for([
    ['fills', { fetchFills: timeout }],
    ['closed orders', { fetchClosedOrders: timeout }],
    ['open orders', { fetchOpenOrders: timeout }],
    ['positions', { fetchPositions: timeout }],
    ['one order', { fetchOrder: () => Promise.reject(new Error('no')) }],
    ['the account', { fetchAccount: () => Promise.reject(new Error('no')) }],
    [
      'fills that are cut short without a word from when',
      { fetchFills: async () => incomplete('range-limit', 'some are missing', 0) },
    ],
  ] as const)(
    'nothing is proved and nobody is ready while the answer lacks %s',
    async ([, bad]) => {
      const { service, life, pass, ready } = aService(unknown, bad);
      await service.run(0).catch(() => undefined);
      service.start();
      for (let look = 0; look < 8; look += 1) await pass(settleMs * 4);
      expect(life()).toBe('unknown');
      expect(ready).not.toContain(true);
    },
  );

  test('a difference of positions that is not settled keeps the session from being ready', async () => {
    const { service, pass, ready, open } = aService(anOrderRecord({ life: 'filled' }));
    open.push('the venue holds +60 BHP/AUD');
    const report = await service.run(0);
    expect(report).toMatchObject({ complete: false, problems: ['the venue holds +60 BHP/AUD'] });
    service.start();
    open.pop();
    await pass(settleMs);
    expect(ready).toEqual([false, true]);
  });

  test('a cancel that is asked for in the middle of every look keeps no verdict away', async () => {
    const { service, trader, life, pass, apply } = aService(unknown);
    Object.assign(trader, {
      fetchFills: async () => {
        apply({ kind: 'cancel-requested', time: 1 });
        return complete([], 0);
      },
    });
    await service.run(0);
    service.start();
    for (let look = 0; look < 3; look += 1) await pass(settleMs);
    expect(life()).toBe('not-placed');
  });

  test('a cancel of which nothing came is given up after two looks that show the order alive', async () => {
    const command = { kind: 'cancel', state: 'sent' } as const;
    const record = anOrderRecord({ life: 'working', command });
    const report = anOrderReport({ clientOrderId: record.intent.clientOrderId, life: 'working' });
    const {
      service,
      pass,
      command: last,
    } = aService(record, {
      fetchOpenOrders: async () => complete([report], 0),
    });
    await service.run(0);
    service.start();
    expect(last()).toEqual(command);
    await pass(settleMs);
    expect(last()).toBeNull();
  });

  test('an order that was there and is shown no more becomes unknown, and is never called not placed', async () => {
    const { service, life, pass, halted } = aService(
      anOrderRecord({ life: 'working', venueOrderIds: ['v-1'] }),
    );
    await service.run(0);
    service.start();
    expect(life()).toBe('unknown');
    expect(halted).toEqual(['BHP/AUD']);
    for (let look = 0; look < 8; look += 1) await pass(settleMs * 40);
    expect(life()).toBe('unknown');
  });

  test('an order that shows up late is taken in', async () => {
    const { service, trader, life, pass } = aService(unknown);
    await service.run(0);
    service.start();
    await pass(settleMs);
    const report = anOrderReport({ clientOrderId: unknown.intent.clientOrderId, life: 'working' });
    Object.assign(trader, { fetchOpenOrders: async () => complete([report], 0) });
    await pass(settleMs);
    expect(life()).toBe('working');
  });

  test.for([
    [5_000, 0],
    [5_001, 1],
  ] as const)(
    'executions known from %i on are compared with positions, and that is written down: %i',
    async ([knownFrom, told]) => {
      const gap = { ...incomplete('range-limit', 'since midnight only', 0), knownFrom };
      const { service, ready, journal } = aService(anOrderRecord({ life: 'filled' }), {
        fetchFills: async () => gap,
      });
      await service.run(5_000);
      expect(ready).toEqual([true]);
      expect(journal.events).toHaveLength(told);
    },
  );

  test('an order from before the memory of the venue is never called not placed, and halts its instrument', async () => {
    const gap = { ...incomplete('range-limit', 'since midnight only', 0), knownFrom: 1_000_000 };
    const { service, life, pass, halted } = aService(unknown, { fetchFills: async () => gap });
    await service.run(5_000);
    service.start();
    for (let look = 0; look < 8; look += 1) await pass(settleMs);
    expect(life()).toBe('unknown');
    expect(new Set(halted)).toEqual(new Set(['BHP/AUD']));
  });

  test('an incomplete pass is repeated until one is complete', async () => {
    let looks = 0;
    const { service, pass, ready } = aService(anOrderRecord({ life: 'filled' }), {
      fetchClosedOrders: async () =>
        (looks += 1) < 3 ? incomplete('timeout', 'no answer', 0) : complete([], 0),
    });
    await service.run(0);
    service.start();
    for (let look = 0; look < 5; look += 1) await pass(settleMs);
    expect({ looks, ready }).toEqual({ looks: 3, ready: [false, false, true] });
  });

  test('a new connection is not ready before a pass of its own', async () => {
    const { service, trader, pass, ready } = aService(anOrderRecord({ life: 'filled' }));
    await service.run(0);
    service.start();
    const state = { socket: 'up', epoch: 2 } as ConnectionState;
    Object.assign(trader, { connection: () => state });
    service.onConnection(state);
    expect(ready).toEqual([true, false]);
    await pass(1);
    expect(ready).toEqual([true, false, true]);
  });

  test('executions that the venue counts and nobody has booked are asked for', async () => {
    let looks = 0;
    const { service, pass } = aService(anOrderRecord({ life: 'filled' }), {
      fetchFills: async () => ((looks += 1), complete([], 0)),
    });
    await service.run(0);
    service.start();
    await pass(settleMs);
    expect(looks).toBe(1);
    const behind = {
      life: 'canceled',
      filled: decimal('0'),
      reportedFilled: decimal('40'),
    } as const;
    service.onOrder(anOrderRecord(behind));
    await pass(settleMs);
    expect(looks).toBe(2);
  });
});
