/** A session that can be run again: what its tape holds, and what was journalled. @module */
import { existsSync } from 'node:fs';
import { TradewrightError } from '@tradewright/core';
import { CassetteModelClient, type Cassette } from '@tradewright/agent';
import { fileHash } from '@tradewright/sim';
import { openStore, readTape, type SessionSummary } from '@tradewright/store';
import { z } from 'zod';
import type { Config } from '../config/load-config.ts';
import { recordedInputs, type AgentInputs } from './agent-tape.ts';
import { canaryOf, type AgentParts } from './build-agent.ts';
import { readCassette } from './open-agent.ts';
import type { SessionOutcome } from './play-in-memory.ts';
import { sessionPaths } from './session-paths.ts';
import { sessionSetupSchema, type SessionSetup } from './session-setup.ts';

const setupLineSchema = z.strictObject({ setup: sessionSetupSchema, resumed: z.boolean() });
const endLineSchema = z.strictObject({ events: z.number().int() });

/** What a session is run again from. `cassette` is `null` where nobody was asked. */
export type RecordedSession = {
  readonly summary: SessionSummary & { readonly digest: string };
  readonly setup: SessionSetup;
  readonly events: number;
  readonly cassette: Cassette | null;
  /** What persons did in it, at the times at which they did. */
  readonly inputs: AgentInputs;
  readonly outcome: SessionOutcome;
};

/**
 * Reads a paper session and checks that its recorded files are what they were.
 *
 * @throws TradewrightError `SESSION_UNKNOWN`, `DATA_UNREADABLE`, `DATA_MALFORMED`, `REPLAY_MISMATCH`
 *   when it has no digest, or rests on something that no file holds
 */
export async function recordedSession(
  config: Config,
  folder: string,
  id: string,
): Promise<RecordedSession> {
  const paths = sessionPaths(config, folder);
  const store = openStore({ path: paths.database, readOnly: true });
  try {
    const summary = store.session(id);
    const { digest } = summary;
    if (digest === null) {
      throw new TradewrightError(
        'REPLAY_MISMATCH',
        `The session ${summary.id} is ${summary.status} and has no digest to compare with.`,
        { hint: 'replay a session that ended by itself' },
      );
    }
    const { setup, events, inputs } = recorded(paths.tapeOf(summary.id));
    await checkFiles(setup);
    const details = store.details(summary.id);
    const exchanges = paths.exchangesOf(summary.id);
    return {
      summary: { ...summary, digest },
      setup,
      events,
      cassette: existsSync(exchanges) ? readCassette(exchanges) : null,
      inputs,
      outcome: {
        decisions: details.decisions(),
        asked: details.agentDecisions(),
        plans: details.plans().length,
        fills: details.fills(),
        equity: details.equity(),
      },
    };
  } finally {
    store.close();
  }
}

/** The offline rules decide again; a model's answers come from what was recorded. */
export function recordedAgent({ cassette, setup, inputs }: RecordedSession): AgentParts {
  if (cassette === null || setup.agent.provider === 'offline') return inputs;
  const client = new CassetteModelClient(cassette, { canary: canaryOf(setup) });
  return { ...inputs, model: client, spend: client.spend };
}

function recorded(path: string): {
  readonly setup: SessionSetup;
  readonly events: number;
  readonly inputs: AgentInputs;
} {
  const { lines } = readTape(path);
  const first = setupLineSchema.safeParse(
    lines.find((line) => line.topic === 'session.setup')?.body,
  );
  const end = endLineSchema.safeParse(lines.find((line) => line.topic === 'feed.ended')?.body);
  if (lines.some((line) => line.topic === 'command')) {
    throw new TradewrightError(
      'REPLAY_MISMATCH',
      'The session was given commands by hand, which a replay does not repeat yet.',
      { hint: 'replay a session that nobody gave commands to' },
    );
  }
  if (!first.success || !end.success)
    throw new TradewrightError('DATA_MALFORMED', `The tape ${path} does not hold a whole session.`);
  if (first.data.resumed) {
    throw new TradewrightError(
      'REPLAY_MISMATCH',
      'The session went on with a portfolio of an earlier one, which its tape does not hold.',
      { hint: 'replay a session that began with a fresh portfolio, such as a demo' },
    );
  }
  if (first.data.setup.venue !== 'PAPER') {
    throw new TradewrightError(
      'REPLAY_MISMATCH',
      `The session was run on ${first.data.setup.venue}, whose answers lie on no recorded file.`,
      {
        hint: 'replay a session of the paper venue; a venue is played back with its own test mode',
      },
    );
  }
  const inputs = recordedInputs(lines);
  return { setup: first.data.setup, events: end.data.events, inputs };
}

async function checkFiles(setup: SessionSetup): Promise<void> {
  for (const file of setup.files) {
    const found = await fileHash(file.path);
    if (found === file.sha256) continue;
    throw new TradewrightError(
      'REPLAY_MISMATCH',
      `The recorded file ${file.path} is not the one that the session was run on.`,
      {
        hint: 'bring back the file with the SHA-256 that the tape names',
        facts: { expected: file.sha256, found },
      },
    );
  }
}
