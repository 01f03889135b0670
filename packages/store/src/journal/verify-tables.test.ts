import { expect, test } from 'vitest';
import { journalEvent } from '@tradewright/core';
import { aFill, aSessionRecord } from '@tradewright/core/testing';
import { openJournalDatabase } from '../database/open-database.ts';
import { SqliteStore } from '../records/sqlite-store.ts';

test('a table that does not say what the events say is found, although the chain holds', () => {
  const database = openJournalDatabase(':memory:');
  const store = new SqliteStore(database, { path: ':memory:' });
  const journal = store.startSession(aSessionRecord({ id: 's1', portfolioId: 'p1' }));
  journal.append([journalEvent('fill.booked', 1, aFill())]);
  expect(store.verify()).toMatchObject({ events: 2, brokenAt: null, problem: null });
  database.exec(`UPDATE fills SET body = replace(body, '"buy"', '"sell"')`);
  expect(store.verify().problem).toBe('a table does not say what the events say');
});
