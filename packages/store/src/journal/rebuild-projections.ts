/** Makes the projections anew from the events. @module */
import {
  TradewrightError,
  journalBodies,
  type JournalEvent,
  type JournalEventType,
} from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';
import { Projector, projectionTables } from './projector.ts';

type Row = {
  seq: number;
  session: string;
  type: string;
  version: number;
  time: number;
  body: string;
};

/**
 * Empties every projection and replays all events into it, in one transaction. Each body is checked
 * against its schema on the way.
 *
 * @throws TradewrightError `STORE_CORRUPT`: nothing was changed.
 */
export function rebuildProjections(database: SqliteDatabase): void {
  const projector = new Projector(database);
  const portfolios = new Map<string, string>();
  database.transaction(() => {
    for (const table of projectionTables) database.exec(`DELETE FROM ${table}`);
    const rows = database
      .prepare('SELECT seq, session, type, version, time, body FROM event ORDER BY seq')
      .all() as Row[];
    for (const row of rows) {
      const event = eventOf(row);
      if (event.type === 'session.started') portfolios.set(row.session, event.body.portfolioId);
      const { seq, session, body } = row;
      projector.project({
        seq,
        session,
        portfolio: portfolios.get(session) ?? session,
        event,
        body,
      });
    }
  })();
}

/** Every projection as text, table by table, for comparing two databases. */
export function dumpProjections(database: SqliteDatabase): string {
  return projectionTables
    .map((table) => {
      const rows = database
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => JSON.stringify(row));
      return `${table}\n${rows.toSorted().join('\n')}`;
    })
    .join('\n\n');
}

function eventOf(row: Row): JournalEvent {
  const schema = journalBodies[row.type as JournalEventType] as
    | (typeof journalBodies)[JournalEventType]
    | undefined;
  const parsed = schema?.safeParse(JSON.parse(row.body));
  if (parsed?.success === true)
    return { type: row.type, version: 1, time: row.time, body: parsed.data } as JournalEvent;
  const reason = parsed?.error?.issues[0]?.message ?? `the type "${row.type}" is not known`;
  throw new TradewrightError(
    'STORE_CORRUPT',
    `Event ${row.seq} of the journal was not readable: ${reason}.`,
    {
      hint: 'it was written by a newer version, or changed by hand',
    },
  );
}
