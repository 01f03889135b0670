/** A session in which a person approves every plan, and its replay with nobody there. @module */
import { expect, test } from 'vitest';
import { DigestJournal, MemoryJournal, SystemClock, type Tape } from '@tradewright/core';
import type { ApprovalDesk, PendingProposal } from '@tradewright/agent';
import { createBot, driveSession, loadConfig, openPaper, paperSetup } from 'tradewright';
import {
  recordedInputs,
  tapedInputs,
  type AgentInputs,
} from '../../apps/bot/src/session/agent-tape.ts';

const setup = await paperSetup(
  loadConfig({
    env: { AGENT_MODE: 'propose', APPROVAL_MINUTES: '30' },
    folder: import.meta.dirname,
  }),
  import.meta.dirname,
  'cafe0123',
);

async function play(inputs: AgentInputs) {
  const memory = new MemoryJournal();
  const journal = new DigestJournal(memory);
  const bot = createBot({
    sessionId: 'approved',
    setup,
    venue: await openPaper(setup),
    clock: new SystemClock(),
    journal,
    agent: inputs,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await driveSession(bot, { freshPortfolio: true, fillsSince: 0 });
  const proposals = memory.events.flatMap(({ type, body }) =>
    type === 'agent.proposal-changed' ? [body.state] : [],
  );
  const plans = memory.events.filter(
    (event) => event.type === 'plan.changed' && event.body.revision === 0,
  );
  return { digest: journal.digest(), proposals, plans: plans.length };
}

/** Approves whatever waits, by the next cycle. */
function anEagerPerson(): ApprovalDesk {
  const waiting: PendingProposal[] = [];
  return {
    submit: (proposal) => waiting.push(proposal),
    takeApproved: () => waiting.splice(0),
    ended: () => undefined,
  };
}

test('what a person approves is traded, and the tape repeats it', async () => {
  const lines: { v: 1; seq: number; time: number; topic: string; body: unknown }[] = [];
  const tape: Tape = {
    record: (topic, body) => {
      lines.push({
        v: 1,
        seq: lines.length,
        time: 0,
        topic,
        body: JSON.parse(JSON.stringify(body)),
      });
    },
    flush: () => undefined,
  };
  const standings = { load: () => undefined, save: () => undefined };
  const live = await play(tapedInputs({ approvals: anEagerPerson(), standings }, tape));
  expect(live.plans).toBeGreaterThan(0);
  expect(live.proposals).toContain('passed-on');
  const replayed = await play(recordedInputs(lines));
  expect(replayed).toEqual(live);
  const unapproved = await play(recordedInputs([]));
  expect(unapproved).toMatchObject({ plans: 0 });
  expect(unapproved.digest).not.toBe(live.digest);
}, 120_000);
