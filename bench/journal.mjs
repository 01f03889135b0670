// One durable event over a prepared statement that writes the same finished bytes and hashes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, journalEvent } from '@tradewright/core';
import { aSessionRecord } from '@tradewright/core/testing';
import { eventHash, genesisHash, openStore } from '@tradewright/store';
import Database from 'better-sqlite3';
import { ratioOf, round, seconds } from './rounds.mjs';

const appends = 300;
const events = Array.from({ length: appends }, (_, index) =>
  journalEvent('health.changed', index, {
    component: 'bench',
    state: 'closed',
    reason: `reason ${index} ${'x'.repeat(100)}`,
  }),
);

/** Both write to files in one folder, with synchronous=FULL. */
export async function journalFigure(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const store = openStore({ path: join(folder, 'product.db') });
  const journal = store.startSession(aSessionRecord({ id: 'bench' }));
  const raw = new Database(join(folder, 'raw.db'));
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec(
    'CREATE TABLE event (seq INTEGER PRIMARY KEY, session TEXT, stream TEXT, type TEXT, version INTEGER, time INTEGER, body TEXT, prev_hash TEXT, hash TEXT) STRICT; CREATE INDEX event_session ON event (session, seq)',
  );
  const insert = raw.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const finished = events.map((event) => {
    const body = canonicalJson(event.body);
    return [
      event.type,
      event.time,
      body,
      eventHash({
        prevHash: genesisHash,
        seq: 1,
        session: 'bench',
        type: event.type,
        version: 1,
        time: event.time,
        body,
      }),
    ];
  });
  let seq = 0;
  const figure = await ratioOf(
    () => events.forEach((event) => journal.append([event])),
    () =>
      finished.forEach(([type, time, body, hash]) =>
        insert.run((seq += 1), 'bench', 'health', type, 1, time, body, genesisHash, hash),
      ),
    rounds,
  );
  const chain = await seconds(() => {
    for (const event of events)
      eventHash({
        prevHash: genesisHash,
        seq: 1,
        session: 'bench',
        type: event.type,
        version: 1,
        time: event.time,
        body: canonicalJson(event.body),
      });
  });
  store.close();
  raw.close();
  rmSync(folder, { recursive: true });
  return {
    figure: 'journal-append-over-prepared-insert',
    must: 1.15,
    ...figure,
    appends,
    microsecondsPerAppend: round((figure.productSeconds / appends) * 1e6),
    chainMicroseconds: round((chain / appends) * 1e6),
  };
}
