/** Two processes on one portfolio, in every order: one numbers and books, the other is told that it lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { SessionIds, TradewrightError, journalEvent } from '@tradewright/core';
import { aLedgerEntry, aSessionRecord } from '@tradewright/core/testing';
import { openStore, type SqliteStore } from '../records/sqlite-store.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fence-'));
  folders.push(folder);
  return join(folder, 'journal.db');
}

/** A process that goes on with the portfolio: it numbers from where the journal stands when its session has begun. */
function aProcess(path: string, id: string) {
  const store = openStore({ path });
  const journal = store.startSession(aSessionRecord({ id, portfolioId: 'p1' }));
  const ids = new SessionIds('TW', id, store.idCounters('p1'));
  const book = (): string => {
    try {
      const entry = aLedgerEntry({ entryId: ids.next('entry') });
      journal.append([journalEvent('ledger.posted', 1, entry)]);
      return 'booked';
    } catch (error) {
      return TradewrightError.is(error) ? `${error.code} ${error.outcome}` : String(error);
    }
  };
  return { book, store };
}

function entriesOf(store: SqliteStore): readonly string[] {
  return store
    .reader('p1')
    .ledgerEntries()
    .map(({ entryId }) => entryId);
}

test('whatever the order in which two processes append, only the newer one books once it has begun', () => {
  const turns = fc.array(fc.constantFrom('old', 'new'), { maxLength: 12 });
  fc.assert(
    fc.property(fc.nat(4), turns, (before, after) => {
      const path = aPath();
      const old = aProcess(path, 's1');
      for (let count = 0; count < before; count += 1) expect(old.book()).toBe('booked');
      const next = aProcess(path, 's2');
      for (const turn of after) {
        const said = turn === 'old' ? old.book() : next.book();
        expect(said).toBe(turn === 'old' ? 'LOCK_LOST not-sent' : 'booked');
      }
      const booked = before + after.filter((turn) => turn === 'new').length;
      const numbers = Array.from({ length: booked }, (_, index) => `entry-${index + 1}`);
      expect([...entriesOf(next.store)].toSorted()).toEqual(numbers.toSorted());
      expect(next.store.verify().brokenAt).toBeNull();
      old.store.close();
      next.store.close();
    }),
    { numRuns: 15 },
  );
});

test('a session of another portfolio in the same file goes on', () => {
  const path = aPath();
  const one = aProcess(path, 's1');
  const store = openStore({ path });
  store.startSession(aSessionRecord({ id: 's2', portfolioId: 'p2', accountId: 'other' }));
  expect(one.book()).toBe('booked');
  store.close();
  one.store.close();
});

test('the refusal names the session that owns the books now', () => {
  const path = aPath();
  const store = openStore({ path });
  const journal = store.startSession(aSessionRecord({ id: 's1', portfolioId: 'p1' }));
  const next = aProcess(path, 's2');
  const late = (): void => journal.append([journalEvent('ledger.posted', 1, aLedgerEntry())]);
  expect(late).toThrow('session s2 began after it');
  next.store.close();
  store.close();
});

test('agent decisions and commands of an earlier session keep their numbers', () => {
  const store = openStore({ path: ':memory:' });
  const journal = store.startSession(aSessionRecord({ id: 's1', portfolioId: 'p1' }));
  const handled = { verb: 'pause', outcome: 'done', message: '' } as const;
  journal.append(
    ['command-3', 'verb-00000009'].map((commandId) =>
      journalEvent('command.handled', 1, { commandId, ...handled }),
    ),
  );
  expect(store.idCounters('p1')['command']).toBe(3);
  store.close();
});
