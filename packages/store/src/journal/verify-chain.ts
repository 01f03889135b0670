/** Recomputes the chain. @module */
import type { SqliteDatabase } from '../database/open-database.ts';
import { eventHash, genesisHash } from './event-hash.ts';

/** What a check of the chain found. `brokenAt` is the first event whose hash or link is wrong, `null` when none is; 0 when the chain holds and a table differs from a rebuild. */
export type ChainReport = {
  readonly events: number;
  readonly brokenAt: number | null;
  readonly problem: string | null;
};

type Row = {
  seq: number;
  session: string;
  stream: string;
  type: string;
  version: number;
  time: number;
  body: string;
  prev_hash: string;
  hash: string;
};

/** Walks the whole chain; with a session, tells of that session's events only, though every link is checked. */
export function verifyChain(database: SqliteDatabase, session?: string): ChainReport {
  const rows = database
    .prepare(
      'SELECT seq, session, stream, type, version, time, body, prev_hash, hash FROM event ORDER BY seq',
    )
    .iterate() as IterableIterator<Row>;
  let events = 0;
  let prevHash = genesisHash;
  let expected = 1;
  for (const row of rows) {
    const problem = problemOf(row, prevHash, expected);
    if (problem !== undefined) return { events, brokenAt: row.seq, problem };
    if (session === undefined || row.session === session) events += 1;
    prevHash = row.hash;
    expected = row.seq + 1;
  }
  return { events, brokenAt: null, problem: null };
}

function problemOf(row: Row, prevHash: string, expected: number): string | undefined {
  if (row.seq !== expected) return `event ${expected} is missing`;
  if (row.prev_hash !== prevHash) return `event ${row.seq} does not follow the one before it`;
  if (row.stream !== row.type.slice(0, row.type.indexOf('.')))
    return `event ${row.seq} is filed under the wrong stream`;
  const { seq, session, type, version, time, body } = row;
  return eventHash({ prevHash, seq, session, type, version, time, body }) === row.hash
    ? undefined
    : `event ${row.seq} was changed`;
}
