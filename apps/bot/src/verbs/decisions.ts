/** `tradewright decisions [ID]`: what was decided, and one decision as a person would read it. @module */
import { existsSync } from 'node:fs';
import { TradewrightError, type AgentDecision, type Decision } from '@tradewright/core';
import type { Cassette } from '@tradewright/agent';
import type { SqliteStore } from '@tradewright/store';
import type { ExitCode } from '../exit-code.ts';
import { agentDecisionText } from '../output/agent-decision-text.ts';
import { agentDecisionTable, decisionTable } from '../output/record-tables.ts';
import { readCassette } from '../session/open-agent.ts';
import {
  chosenSession,
  readingStore,
  show,
  verbContext,
  type GlobalOptions,
  type VerbContext,
} from './verb-context.ts';

/**
 * Without an id, or with that of a session, lists; with that of a decision (`decision-12`,
 * `agent-decision-3`, of the newest session or the one of `--session`) shows it whole.
 */
export async function decisions(id: string | undefined, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options);
  const store = readingStore(context);
  try {
    const one = id !== undefined && /^(agent-)?decision-\d+$/.test(id);
    const session = chosenSession(store, one ? options.session : (id ?? options.session));
    if (one) showOne(context, store, { session, id });
    else showList(context, store, session);
  } finally {
    store.close();
  }
  return 0;
}

function showList(context: VerbContext, store: SqliteStore, session: string): void {
  const details = store.details(session);
  const made = details.decisions();
  const asked = details.agentDecisions();
  const outcomes = countBy(asked.map(({ outcome }) => outcome));
  const body = made.map((decision) => ({
    ...decision,
    agentDecisionId:
      asked.find(({ contextHash }) => contextHash === decision.contextHash)?.agentDecisionId ??
      null,
  }));
  show(context, body, () => `${decisionTable(made)}${agentDecisionTable(asked, outcomes)}`);
}

function showOne(
  context: VerbContext,
  store: SqliteStore,
  { session, id }: { readonly session: string; readonly id: string },
): void {
  const details = store.details(session);
  const made = details.decisions();
  const asked = details.agentDecisions();
  const byAgent = asked.find(({ agentDecisionId }) => agentDecisionId === id);
  const decision: Decision | undefined =
    byAgent === undefined
      ? made.find(({ decisionId }) => decisionId === id)
      : made.find(({ contextHash }) => contextHash === byAgent.contextHash);
  const agent: AgentDecision | undefined =
    byAgent ?? asked.find(({ contextHash }) => contextHash === decision?.contextHash);
  if (decision === undefined && agent === undefined) {
    throw new TradewrightError('USAGE', `The session ${session} has no ${id}.`, {
      hint: 'list them with `tradewright decisions`; name another session with --session',
    });
  }
  const path = context.paths.exchangesOf(session);
  const cassette: Cassette | undefined = existsSync(path) ? readCassette(path) : undefined;
  const hashes = new Set(agent?.steps.map(({ requestHash }) => requestHash));
  const exchanges = cassette?.exchanges.filter(({ hash }) => hashes.has(hash)) ?? [];
  const body = { session, decision: decision ?? null, agent: agent ?? null, exchanges };
  show(context, body, () => agentDecisionText(body));
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
