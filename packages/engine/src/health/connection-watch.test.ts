import { VirtualClock, type ConnectionState } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { ConnectionWatch } from './connection-watch.ts';
import { outageAt, type ExpectedOutage } from './expected-outage.ts';
import { HealthCircuitManager } from './health-circuit-manager.ts';
import { judgeConnection } from './judge-connection.ts';
import { quoteTrouble } from './quote-watch.ts';
import { WatchedJournal } from './watched-journal.ts';
import { aQuote } from '@tradewright/core/testing';

const up: ConnectionState = {
  socket: 'up',
  broker: 'up',
  data: 'up',
  epoch: 1,
  lastProof: 0,
  message: null,
};
const nightly: ExpectedOutage = {
  name: 'nightly reset',
  timeZone: 'America/New_York',
  start: '23:40',
  minutes: 70,
  weekdays: null,
};

describe('judgeConnection', () => {
  test.for([
    [{}, 20_000, undefined, undefined],
    [{ lastProof: null }, 1e9, undefined, undefined],
    [{}, 20_001, 'nothing has come for 20 s', undefined],
    [{ socket: 'down', message: '1100' }, 0, 'the connection is down: 1100', undefined],
    [{ socket: 'unknown' }, 0, 'the connection is unknown', undefined],
    [{ broker: 'down' }, 0, 'the venue behind the connection is down', undefined],
    [{ data: 'down' }, 0, undefined, 'the market data is down'],
    [{ broker: 'degraded', data: 'degraded' }, 0, undefined, undefined],
  ] as const)('%j at %i: venue %s, market data %s', ([change, now, venue, marketData]) => {
    const state = { ...up, ...change };
    expect(judgeConnection(state, now, 10_000)).toEqual({ venue, marketData });
  });
});

describe('outageAt', () => {
  test.for([
    ['2026-11-25T04:39:00Z', false],
    ['2026-11-25T04:40:00Z', true],
    ['2026-11-25T05:49:00Z', true],
    ['2026-11-25T05:50:00Z', false],
    // New York is an hour nearer to UTC in summer.
    ['2026-07-01T03:40:00Z', true],
    ['2026-07-01T04:51:00Z', false],
  ] as const)('%s lies in the nightly window: %s', ([time, inside]) => {
    expect(outageAt(Date.parse(time), [nightly]) !== undefined).toBe(inside);
  });

  test('a window that goes past midnight belongs to the day on which it began', () => {
    const sunday = { ...nightly, weekdays: [0] };
    expect(outageAt(Date.parse('2026-11-23T05:10:00Z'), [sunday])).toBeDefined();
    expect(outageAt(Date.parse('2026-11-22T05:10:00Z'), [sunday])).toBeUndefined();
  });
});

function aWatch(start: string, back = false) {
  const clock = new VirtualClock(Date.parse(start));
  const health = new HealthCircuitManager({
    clock,
    policy: { threshold: 3, pauseMs: 60_000 },
    onChange: () => undefined,
  });
  const told: string[] = [];
  const tries: number[] = [];
  const venue = { state: { ...up, lastProof: clock.now() } };
  const watch = new ConnectionWatch({
    trader: {
      connection: () => venue.state,
      maybeReconnect: async () => {
        tries.push(clock.now());
        return back;
      },
    },
    clock,
    health,
    heartbeatMs: 10_000,
    coolDownMs: 60_000,
    outages: [nightly],
    onOutage: (state) => told.push(state),
    onPending: () => undefined,
  });
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 5_000) {
      clock.advanceTo(clock.now() + 5_000);
      await Promise.resolve();
    }
  };
  watch.start();
  return { clock, health, told, tries, venue, watch, pass };
}

describe('ConnectionWatch', () => {
  test('a half-open link is found within two heartbeats and the circuit closes with the next proof', async () => {
    const { health, pass, venue, clock, told } = aWatch('2026-11-25T12:00:00Z');
    await pass(20_000);
    expect(health.state('venue').state).toBe('closed');
    await pass(5_000);
    expect(health.state('venue').state).toBe('open');
    venue.state = { ...up, lastProof: clock.now() };
    await pass(5_000);
    expect(health.state('venue').state).toBe('closed');
    expect(told).toEqual(['unexpected', 'over']);
  });

  test('goes on while there is no connection, and rests between tries, failed ones too', async () => {
    const { health, pass, venue, tries } = aWatch('2026-11-25T12:00:00Z');
    venue.state = { ...up, socket: 'down' };
    await pass(180_000);
    expect(tries.length).toBeGreaterThanOrEqual(3);
    expect(tries.length).toBeLessThanOrEqual(4);
    expect(health.open()).toEqual(['venue']);
  });

  test('an announced outage is told as such, and escalates when it outlives its window', async () => {
    const { pass, venue, told } = aWatch('2026-11-25T05:45:00Z');
    venue.state = { ...up, socket: 'down' };
    await pass(240_000);
    expect(told).toEqual(['expected']);
    await pass(120_000);
    expect(told).toEqual(['expected', 'outlived']);
  });

  test('market data alone stops only the circuit of market data', async () => {
    const { pass, venue, health, tries, clock } = aWatch('2026-11-25T12:00:00Z');
    venue.state = { ...up, data: 'down', lastProof: clock.now() + 60_000 };
    await pass(5_000);
    expect(health.open()).toEqual(['market-data']);
    expect(tries).toEqual([]);
  });
});

describe('quoteTrouble', () => {
  const quote = aQuote({ bid: 50, ask: 50.02, receivedTime: 0 });
  test.for([
    [quote, 'open', 60_000, undefined],
    [quote, 'open', 60_001, 'is 60 s old'],
    [quote, 'closed', 1e9, undefined],
    [aQuote({ bid: 50.03, ask: 50.02 }), 'open', 0, 'is crossed'],
    [undefined, 'open', 0, undefined],
  ] as const)('%#', ([seen, phase, now, text]) => {
    const trouble = quoteTrouble({ quote: seen, phase, now, staleAfterMs: 60_000 });
    if (text === undefined) expect(trouble).toBeUndefined();
    else expect(trouble).toContain(text);
  });
});

describe('WatchedJournal', () => {
  test('a failing append opens the store circuit and is thrown on; the next good one reports the recovery', () => {
    const clock = new VirtualClock(0);
    const policy = { threshold: 3, pauseMs: 60_000 };
    const health = new HealthCircuitManager({ clock, policy, onChange: () => undefined });
    let full = true;
    let recovered = 0;
    const inner = {
      append: () => {
        if (full) throw new Error('disk full');
      },
    };
    const journal = new WatchedJournal(
      inner,
      () => health,
      () => (recovered += 1),
    );
    expect(() => journal.append([])).toThrow('disk full');
    expect(health.open()).toEqual(['store']);
    full = false;
    journal.append([]);
    journal.append([]);
    expect(health.open()).toEqual([]);
    expect(recovered).toBe(1);
  });
});
