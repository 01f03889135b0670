/** Which numbers a portfolio has given away. @module */
import type { IdCounters } from '@tradewright/core';
import type { SqliteDatabase } from '../database/open-database.ts';

/** Per kind of id: every number of a portfolio, over all its sessions. */
const numbered = {
  plan: 'SELECT plan_id AS id FROM plans WHERE portfolio = ?',
  decision: 'SELECT decision_id AS id FROM decisions WHERE portfolio = ?',
  entry: 'SELECT entry_id AS id FROM ledger_entries WHERE portfolio = ?',
  'agent-decision': inEvents('agent.decided', 'agentDecisionId'),
  command: inEvents('command.handled', 'commandId'),
} as const;

/**
 * The highest number of each kind. Whoever goes on with a portfolio reads them after its session has
 * begun: from then on nobody else can append, so no number is given away twice.
 */
export function idCounters(database: SqliteDatabase, portfolio: string): IdCounters {
  return Object.fromEntries(
    Object.entries(numbered).map(([kind, sql]) => {
      const rows = database.prepare(sql).all(portfolio) as { id: string }[];
      return [kind, rows.reduce((most, { id }) => Math.max(most, numberOf(id, kind)), 0)];
    }),
  );
}

function inEvents(type: string, field: string): string {
  return `SELECT json_extract(body, '$.${field}') AS id FROM event WHERE type = '${type}'
    AND session IN (SELECT id FROM sessions WHERE portfolio = ?)`;
}

/** Zero for an id that was not counted, such as that of a command which a verb has named. */
function numberOf(id: string, kind: string): number {
  return id.startsWith(`${kind}-`) ? Number(id.slice(kind.length + 1)) || 0 : 0;
}
