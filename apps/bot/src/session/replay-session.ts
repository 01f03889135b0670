/** Runs the same code over the tape of a session. @module */
import { DigestJournal, MemoryJournal, SystemClock, TradewrightError } from '@tradewright/core';
import { CassetteModelClient } from '@tradewright/agent';
import { fileHash } from '@tradewright/sim';
import { openStore, readTape } from '@tradewright/store';
import { z } from 'zod';
import type { Config } from '../config/load-config.ts';
import { openPaper } from '../venues/open-paper.ts';
import { recordedInputs, type AgentInputs } from './agent-tape.ts';
import { canaryOf, type AgentParts } from './build-agent.ts';
import { createBot } from './create-bot.ts';
import { driveSession } from './drive-session.ts';
import { readCassette } from './open-agent.ts';
import { sessionPaths } from './session-paths.ts';
import { sessionSetupSchema, type SessionSetup } from './session-setup.ts';

const setupLineSchema = z.strictObject({ setup: sessionSetupSchema, resumed: z.boolean() });
const endLineSchema = z.strictObject({ events: z.number().int() });

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
  const paths = sessionPaths(config, folder);
  const store = openStore({ path: paths.database, readOnly: true });
  try {
    const summary = store.session(id);
    if (summary.digest === null) {
      throw new TradewrightError(
        'REPLAY_MISMATCH',
        `The session ${summary.id} is ${summary.status} and has no digest to compare with.`,
        { hint: 'replay a session that ended by itself' },
      );
    }
    const { setup, events, inputs } = recorded(paths.tapeOf(summary.id));
    await checkFiles(setup);
    const journal = new DigestJournal(new MemoryJournal());
    const answers = cassetteOf(paths.exchangesOf(summary.id), setup);
    const bot = createBot({
      agent: { ...answers, ...inputs },
      sessionId: summary.id,
      setup,
      venue: await openPaper(setup),
      clock: new SystemClock(),
      journal,
      onSubscriberFailure: () => undefined,
    });
    const result = await driveSession(bot, {
      freshPortfolio: true,
      fillsSince: 0,
      maxEvents: events,
    });
    const digest = journal.digest();
    return {
      session: summary.id,
      events: result.events,
      digest,
      expected: summary.digest,
      equal: digest === summary.digest,
    };
  } finally {
    store.close();
  }
}

/** The offline rules decide again; a model's answers come from what was recorded. */
function cassetteOf(path: string, setup: SessionSetup): AgentParts {
  if (setup.agent.provider === 'offline') return {};
  const client = new CassetteModelClient(readCassette(path), { canary: canaryOf(setup) });
  return { model: client, spend: client.spend };
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
