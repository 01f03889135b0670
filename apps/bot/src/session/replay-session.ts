/** Runs the same code over the tape of a session. @module */
import type { Config } from '../config/load-config.ts';
import { playInMemory } from './play-in-memory.ts';
import { recordedAgent, recordedSession } from './recorded-session.ts';

/** What a replay reached. */
export type ReplayResult = {
  readonly session: string;
  readonly events: number;
  readonly digest: string;
  readonly expected: string;
  readonly equal: boolean;
};

/**
 * Replays a paper session in memory and compares digests.
 *
 * @throws TradewrightError `SESSION_UNKNOWN`, `DATA_UNREADABLE`, `DATA_MALFORMED`, `REPLAY_MISMATCH` when the recorded data is not what it was or the session has no digest
 */
export async function replaySession(
  config: Config,
  folder: string,
  id: string,
): Promise<ReplayResult> {
  const session = await recordedSession(config, folder, id);
  const { summary, setup, events } = session;
  const agent = recordedAgent(session);
  const run = await playInMemory({ sessionId: summary.id, setup, events, agent });
  return {
    session: summary.id,
    events: run.events,
    digest: run.digest,
    expected: summary.digest,
    equal: run.digest === summary.digest,
  };
}
