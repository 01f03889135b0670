/** A session in which a person approves every plan, and its replay with nobody there. @module */
import { expect, test } from 'vitest';
import { DigestJournal, MemoryJournal, SystemClock, type Tape } from '@tradewright/core';
import { heldProposals, type ApprovalDesk, type PendingProposal } from '@tradewright/agent';
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

async function play(inputs: AgentInputs, maxEvents?: number) {
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
  await driveSession(bot, { freshPortfolio: true, fillsSince: 0, maxEvents });
  const proposals = memory.events.flatMap(({ type, body }) =>
    type === 'agent.proposal-changed' ? [body.state] : [],
  );
  const plans = memory.events.filter(
    (event) => event.type === 'plan.changed' && event.body.revision === 0,
  );
  const asked = memory.events.filter(({ type }) => type === 'agent.decided').length;
  return { digest: journal.digest(), proposals, plans: plans.length, asked };
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

const standings = { load: () => undefined, save: () => undefined };

function aTape() {
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
  return { lines, tape };
}

test('what a person approves is traded, and the tape repeats it', async () => {
  const { lines, tape } = aTape();
  const live = await play(
    tapedInputs({ approvals: anEagerPerson(), standings, saving: () => null }, tape),
  );
  expect(live.plans).toBeGreaterThan(0);
  expect(live.proposals).toContain('passed-on');
  const replayed = await play(recordedInputs(lines));
  expect(replayed).toEqual(live);
  const unapproved = await play(recordedInputs([]));
  expect(unapproved).toMatchObject({ plans: 0 });
  expect(unapproved.digest).not.toBe(live.digest);
}, 120_000);

test('a budget that nears its end lies on the tape: a replay asks as rarely', async () => {
  const { lines, tape } = aTape();
  // Who else spends is not for a replay to know: here it is a matter of how often one looks.
  let looks = 0;
  const saving = (): string | null => {
    looks += 1;
    return looks > 60 && looks < 200 ? "80 % of the day's cost is used" : null;
  };
  const inputs = { approvals: heldProposals(), standings, saving };
  const live = await play(tapedInputs(inputs, tape), 2_400);
  const free = await play(recordedInputs([]), 2_400);
  expect(lines.map(({ topic }) => topic)).toEqual(['agent.saving', 'agent.saving']);
  expect(live.asked).toBeLessThan(free.asked);
  expect(await play(recordedInputs(lines), 2_400)).toEqual(live);
}, 120_000);
