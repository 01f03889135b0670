import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { journalEvent } from '@tradewright/core';
import { aFill, aSessionRecord } from '@tradewright/core/testing';
import { openDatabase, openJournalDatabase } from '../database/open-database.ts';
import { SqliteStore, openStore } from '../records/sqlite-store.ts';

const fill = (n: number) => journalEvent('fill.booked', n, aFill({ fillId: `fill-${n}` }));
const aPath = (): string => join(mkdtempSync(join(tmpdir(), 'locked-')), 'a.db');

test('a journal that another process holds fails at once, loses nothing and goes on afterwards', () => {
  const path = aPath();
  const store = openStore({ path });
  const journal = store.startSession(aSessionRecord());
  const other = openDatabase(path, 'FULL');
  other.prepare('BEGIN IMMEDIATE').run();
  expect(() => journal.append([fill(1)])).toThrow(
    expect.objectContaining({ code: 'STORE_LOCKED' }),
  );
  other.prepare('ROLLBACK').run();
  other.close();
  journal.append([fill(1), fill(2)]);
  expect(store.verify()).toMatchObject({ events: 3, brokenAt: null });
  store.close();
});

test('nobody waits longer than 50 ms for the lock of the journal', () => {
  const database = openJournalDatabase(aPath());
  expect(database.pragma('busy_timeout', { simple: true })).toBe(50);
  database.close();
});

test('a disk that is full takes nothing of a commit, and all of it once there is room', () => {
  const database = openJournalDatabase(aPath());
  const store = new SqliteStore(database, { path: ':memory:' });
  const journal = store.startSession(aSessionRecord());
  const pages = Number(database.pragma('page_count', { simple: true }));
  const many = Array.from({ length: 200 }, (_, n) => fill(n));
  database.pragma(`max_page_count = ${pages + 1}`);
  expect(() => journal.append(many)).toThrow(expect.objectContaining({ code: 'STORE_UNWRITABLE' }));
  database.pragma(`max_page_count = ${pages + 10_000}`);
  journal.append(many);
  expect(store.verify()).toMatchObject({ events: 201, brokenAt: null });
  store.close();
});
