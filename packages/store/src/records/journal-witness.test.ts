import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalEvent } from '@tradewright/core';
import { aFill, aSessionRecord } from '@tradewright/core/testing';
import { backupJournal, markAnew, restoreJournal } from './backup-journal.ts';
import { openStore, type SqliteStore } from './sqlite-store.ts';

const aPath = (): string => join(mkdtempSync(join(tmpdir(), 'journal-')), 'a.db');

function fills(store: SqliteStore, from: number, count: number): void {
  const record = aSessionRecord();
  const journal = store.journal(record.id, record.portfolioId);
  for (let n = from; n < from + count; n += 1)
    journal.append([journalEvent('fill.booked', n, aFill({ fillId: `fill-${n}` }))]);
}

/** A closed journal of one session and `count` executions. */
function aJournal(count: number): string {
  const path = aPath();
  const store = openStore({ path });
  store.startSession(aSessionRecord());
  fills(store, 0, count);
  store.close();
  return path;
}

function copyOf(path: string): string {
  const copy = `${path}.copy`;
  for (const suffix of ['', '-wal'])
    if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
  return copy;
}

/** The same journal without its last executions: what an older file in its place looks like. */
function cutShort(): string {
  const path = aJournal(3);
  const older = copyOf(path);
  const store = openStore({ path });
  fills(store, 3, 5);
  store.close();
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  copyFileSync(older, path);
  return path;
}

const sawMore = 'ends at event 4 and its witness has seen event 9';

describe('the witness', () => {
  test('a journal that is whole opens again', () => {
    const path = aJournal(3);
    expect(() => openStore({ path }).close()).not.toThrow();
    expect(JSON.parse(readFileSync(`${path}.witness`, 'utf8'))).toMatchObject({ v: 1, seq: 4 });
  });

  test('a journal whose end was cut off is not written, and verify tells what is missing', () => {
    const path = cutShort();
    expect(() => openStore({ path })).toThrow(sawMore);
    const reader = openStore({ path, readOnly: true });
    expect(reader.sessions()).toHaveLength(1);
    expect(reader.verify()).toMatchObject({
      brokenAt: 5,
      problem: expect.stringContaining(sawMore),
    });
    expect(reader.condition()).toMatchObject({ damage: null });
    reader.close();
  });

  test('a journal that another one has replaced is told from its own', () => {
    const path = aJournal(3);
    const other = aPath();
    const store = openStore({ path: other });
    store.startSession(aSessionRecord({ startedAt: 77 }));
    fills(store, 50, 9);
    store.close();
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    copyFileSync(other, path);
    expect(() => openStore({ path })).toThrow('event 4 is not the one that the witness has seen');
  });

  test('a witness that cannot be read is no proof that all is well', () => {
    const path = aJournal(3);
    writeFileSync(`${path}.witness`, 'torn');
    expect(() => openStore({ path })).toThrow('witness');
  });

  test('once a person has looked the journal goes on from what is left', () => {
    const path = cutShort();
    markAnew(path);
    const store = openStore({ path });
    fills(store, 9, 1);
    expect(store.verify()).toMatchObject({ brokenAt: null });
    store.close();
  });

  test('a mark is made after 1,000 events or 5 seconds, and not before', () => {
    const path = aJournal(1);
    const seq = (): unknown => JSON.parse(readFileSync(`${path}.witness`, 'utf8')).seq;
    const store = openStore({ path });
    store.keepWitness(0);
    fills(store, 10, 1);
    store.keepWitness(4_999);
    const tooSoon = seq();
    store.keepWitness(5_000);
    expect([tooSoon, seq()]).toEqual([2, 3]);
    fills(store, 100, 1_000);
    store.keepWitness(5_001);
    expect(seq()).toBe(1_003);
    store.close();
  });
});

describe('backup and restore', () => {
  test('a copy beside a writer holds what was durable, and opens as a journal', async () => {
    const path = aJournal(3);
    const writer = openStore({ path });
    fills(writer, 3, 2);
    const report = await backupJournal(path, `${path}.backup`);
    expect(report).toMatchObject({ events: 6, sessions: 1 });
    fills(writer, 5, 2);
    writer.close();
    const copy = openStore({ path: `${path}.backup`, readOnly: true });
    expect(copy.verify()).toMatchObject({ events: 6, brokenAt: null });
    copy.close();
  });

  test('a copy never takes the place of a file', async () => {
    const path = aJournal(1);
    writeFileSync(`${path}.backup`, 'mine');
    await expect(backupJournal(path, `${path}.backup`)).rejects.toThrow('existed already');
    expect(readFileSync(`${path}.backup`, 'utf8')).toBe('mine');
  });

  test('a restored copy is the journal, and what stood there is kept', async () => {
    const path = aJournal(3);
    await backupJournal(path, `${path}.backup`);
    const store = openStore({ path });
    fills(store, 3, 4);
    store.close();
    const report = restoreJournal(`${path}.backup`, path, `${path}.kept`);
    expect(report).toMatchObject({ events: 4, kept: `${path}.kept` });
    const restored = openStore({ path });
    expect(restored.verify()).toMatchObject({ events: 4, brokenAt: null });
    restored.close();
    const kept = openStore({ path: `${path}.kept` });
    expect(kept.verify()).toMatchObject({ events: 8, brokenAt: null });
    kept.close();
  });

  test('a copy that is damaged is refused, and nothing is changed', async () => {
    const path = aJournal(3);
    await backupJournal(path, `${path}.backup`);
    const bytes = readFileSync(`${path}.backup`);
    const at = bytes.indexOf('fill-1');
    bytes[at + 5] = '7'.charCodeAt(0);
    writeFileSync(`${path}.backup`, bytes);
    expect(() => restoreJournal(`${path}.backup`, path, `${path}.kept`)).toThrow('does not hold');
    expect(existsSync(`${path}.kept`)).toBe(false);
    const store = openStore({ path });
    expect(store.verify()).toMatchObject({ events: 4, brokenAt: null });
    store.close();
  });
});
