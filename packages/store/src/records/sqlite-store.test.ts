import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decimal, journalEvent, type JournalEvent } from '@tradewright/core';
import {
  aBookPosition,
  aDecision,
  aFill,
  aHalt,
  aLedgerEntry,
  aPlan,
  aRiskVerdict,
  aSessionRecord,
  anAccount,
  anEquityPoint,
  anOrderRecord,
} from '@tradewright/core/testing';
import { openDatabase, openJournalDatabase } from '../database/open-database.ts';
import { dumpProjections, rebuildProjections } from '../journal/rebuild-projections.ts';
import { openStore } from './sqlite-store.ts';

function aPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'store-')), 'tradewright.db');
}

function everyEvent(): JournalEvent[] {
  return [
    journalEvent('account.observed', 1, anAccount()),
    journalEvent('decision.made', 2, aDecision()),
    journalEvent('plan.changed', 3, aPlan()),
    journalEvent(
      'risk.reviewed',
      4,
      aRiskVerdict({
        approved: false,
        denials: [
          { rule: 'minimum-trade', limit: '500', value: '5', largestSize: null, message: 'small' },
        ],
      }),
    ),
    journalEvent('order.intent', 5, anOrderRecord({ life: 'intent' })),
    journalEvent('order.changed', 6, anOrderRecord({ life: 'working' })),
    journalEvent('fill.booked', 7, aFill()),
    journalEvent('ledger.posted', 8, aLedgerEntry()),
    journalEvent('position.changed', 9, aBookPosition()),
    journalEvent('equity.marked', 10, anEquityPoint()),
    journalEvent('halt.changed', 11, aHalt()),
  ];
}

function written(path: string): void {
  const store = openStore({ path });
  store.startSession(aSessionRecord({ id: 's1', portfolioId: 'p1' })).append(everyEvent());
  store.close();
}

describe('SqliteStore', () => {
  test('projections rebuilt from the events are identical', () => {
    const path = aPath();
    written(path);
    const database = openJournalDatabase(path);
    const before = dumpProjections(database);
    rebuildProjections(database);
    expect(dumpProjections(database)).toBe(before);
    expect(before).toContain('minimum-trade');
    database.close();
  });

  test('what was written reads back, by session and by portfolio', () => {
    const path = aPath();
    written(path);
    const store = openStore({ path, readOnly: true });
    expect(store.session('s1')).toMatchObject({
      status: 'interrupted',
      decisions: 1,
      denials: 1,
      fills: 1,
    });
    expect(store.details('s1').denials()).toEqual({ 'minimum-trade': 1 });
    const reader = store.reader('p1');
    expect(reader.openOrders()).toMatchObject([{ life: 'working' }]);
    expect(reader.openPlans()).toEqual([aPlan()]);
    expect(reader.fills()).toEqual([aFill()]);
    expect(reader.openHalts()).toEqual([aHalt()]);
    expect(() => store.session('nobody')).toThrow('no session');
    store.close();
  });

  test('the same execution cannot be booked twice: the whole append is undone', () => {
    const store = openStore({ path: aPath() });
    const journal = store.startSession(aSessionRecord({ id: 's1' }));
    journal.append([journalEvent('fill.booked', 1, aFill())]);
    expect(() =>
      journal.append([
        journalEvent('equity.marked', 2, anEquityPoint()),
        journalEvent('fill.booked', 2, aFill()),
      ]),
    ).toThrow('could not be written');
    expect(store.details('s1').equity()).toEqual([]);
    journal.append([journalEvent('equity.marked', 3, anEquityPoint())]);
    expect(store.verify()).toMatchObject({ brokenAt: null, events: 3 });
    store.close();
  });

  test('a changed byte, a lost event and a moved one are found by the chain', () => {
    for (const [tamper, brokenAt] of [
      [`UPDATE event SET body = replace(body, 'AUD', 'USD') WHERE seq = 3`, 3],
      ['DELETE FROM event WHERE seq = 5', 6],
      ['UPDATE event SET time = time + 1 WHERE seq = 2', 2],
      [`UPDATE event SET hash = upper(hash) WHERE seq = 4`, 4],
    ] as const) {
      const path = aPath();
      written(path);
      const database = openDatabase(path, 'FULL');
      database.exec('DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete');
      database.exec(tamper);
      database.close();
      const store = openStore({ path, readOnly: true });
      expect(store.verify().brokenAt).toBe(brokenAt);
      store.close();
    }
  });

  test('events cannot be changed or removed by SQL', () => {
    const path = aPath();
    written(path);
    const database = openDatabase(path, 'FULL');
    expect(() => database.exec('DELETE FROM event')).toThrow('append-only');
    expect(() => database.exec('UPDATE event SET time = 0')).toThrow('append-only');
    database.close();
  });

  test.for(['AUD', 'USD'])('a session in %s', (baseCurrency) => {
    const store = openStore({ path: aPath() });
    store.startSession(aSessionRecord({ id: 's1', baseCurrency }));
    expect(store.session('s1').baseCurrency).toBe(baseCurrency);
    store.close();
  });

  test('rows in AUD, USD and JPY keep their currency, and fees in another one are not added up', () => {
    const store = openStore({ path: aPath() });
    const journal = store.startSession(aSessionRecord({ id: 's1', baseCurrency: 'AUD' }));
    for (const currency of ['AUD', 'USD', 'JPY']) {
      const postings = [
        { account: 'expense:commission', currency, amount: decimal('6'), quantity: null },
        { account: `cash:${currency}`, currency, amount: decimal('-6'), quantity: null },
      ];
      journal.append([
        journalEvent('ledger.posted', 1, aLedgerEntry({ entryId: `entry-${currency}`, postings })),
      ]);
    }
    expect(store.details('s1').ledgerImbalance()).toEqual({ AUD: '0', USD: '0', JPY: '0' });
    expect(store.session('s1').fees).toBeNull();
    store.close();
  });

  test('counters of a resumed portfolio stand above every id it has used', () => {
    const path = aPath();
    written(path);
    const store = openStore({ path });
    expect(store.idCounters('p1').plan).toBeGreaterThanOrEqual(1);
    expect(store.idCounters('another')).toEqual({
      plan: 0,
      decision: 0,
      entry: 0,
      'agent-decision': 0,
      command: 0,
    });
    store.close();
  });

  test('only sessions of the account are marked interrupted, once', () => {
    const store = openStore({ path: aPath() });
    store.startSession(aSessionRecord({ id: 's1', accountId: 'a' }));
    store.startSession(aSessionRecord({ id: 's2', accountId: 'b' }));
    expect(store.markInterrupted({ venue: 'PAPER', accountId: 'a' }, 5)).toEqual(['s1']);
    expect(store.markInterrupted({ venue: 'PAPER', accountId: 'a' }, 6)).toEqual([]);
    expect(store.sessions().map((one) => one.endedAt)).toEqual([5, null]);
    store.close();
  });
});

describe('a file that is not what it should be', () => {
  test('text instead of a database is corrupt, with the fix', () => {
    const path = aPath();
    writeFileSync(path, 'this is no database, whatever its name says'.repeat(100));
    expect(() => openStore({ path })).toThrow('could not be read');
  });

  test('a place that cannot be written is named', () => {
    const file = aPath();
    writeFileSync(file, '');
    expect(() => openStore({ path: join(file, 'below', 'a', 'file.db') })).toThrow(
      'could not be opened',
    );
  });

  test('a reader where nothing was written yet says what to do', () => {
    expect(() => openStore({ path: aPath(), readOnly: true })).toThrow('no database');
  });

  test('a reader of a file that a process left before its first commit finds no session', () => {
    const path = aPath();
    openDatabase(path, 'FULL').close();
    expect(() => openStore({ path, readOnly: true })).toThrow('no session in the database');
    writeFileSync(`${path}.witness`, JSON.stringify({ v: 1, seq: 3, hash: 'a' }));
    expect(() => openStore({ path, readOnly: true })).toThrow('has seen event 3');
  });

  test('synchronous stands at FULL after each open', () => {
    const path = aPath();
    for (let open = 0; open < 2; open += 1) {
      const database = openJournalDatabase(path);
      expect(database.pragma('synchronous', { simple: true })).toBe(2);
      database.close();
    }
  });
});

test('a process killed while it appends leaves a journal that opens, holds its chain and rebuilds to the same tables', async () => {
  const path = aPath();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../testing/append-forever.mjs'), path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await gone;
  const store = openStore({ path });
  expect(store.verify()).toMatchObject({ brokenAt: null });
  expect(store.session('s1').status).toBe('interrupted');
  expect(store.session('s1').fills).toBeGreaterThan(0);
  store.close();
  const database = openJournalDatabase(path);
  const before = dumpProjections(database);
  rebuildProjections(database);
  expect(dumpProjections(database)).toBe(before);
  database.close();
  expect(readFileSync(path).length).toBeGreaterThan(0);
});
