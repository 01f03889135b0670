/** Whether a decider decides the same on the same market in another guise. @module */
import { decisionText } from '../session/run-figures.ts';
import type { AgentParts } from '../session/build-agent.ts';
import { playInMemory } from '../session/play-in-memory.ts';
import type { RecordedSession } from '../session/recorded-session.ts';
import type { Decision } from '@tradewright/core';
import { changedMarket, type ChangedMarket, type MarketChange } from './changed-market.ts';
import { shareOf, type Share } from './process-measures.ts';

/** Cycles that did the same, of those in which either did something. `null` where the change means nothing. */
export type Invariance = { readonly change: MarketChange; readonly equal: Share | null };

/** Plays the changed market with a fresh decider and compares cycle by cycle. */
export async function invarianceUnder(
  change: MarketChange,
  session: RecordedSession,
  agent: AgentParts,
): Promise<Invariance> {
  const changed = changedMarket(session.setup, change);
  if (changed === undefined) return { change, equal: null };
  const run = await playInMemory({
    sessionId: session.summary.id,
    setup: changed.setup,
    agent,
    events: session.events,
    alter: changed.alter,
  });
  return { change, equal: agreement(session.outcome.decisions, run.decisions, changed) };
}

function agreement(
  before: readonly Decision[],
  after: readonly Decision[],
  { timeBack, symbolBack }: ChangedMarket,
): Share {
  const acts = (decisions: readonly Decision[], time: (time: number) => number) =>
    new Map(
      decisions.flatMap((decision) => {
        const text = wordsOf(decision, symbolBack);
        return text === 'hold' ? [] : [[time(decision.time), text]];
      }),
    );
  const [was, is] = [acts(before, (time) => time), acts(after, timeBack)];
  const times = [...new Set([...was.keys(), ...is.keys()])];
  return shareOf(times.filter((time) => was.get(time) === is.get(time)).length, times.length);
}

function wordsOf(decision: Decision, symbolBack: (symbol: string) => string): string {
  return decisionText(decision).replaceAll(/[A-Z0-9]+\/[A-Z]+/g, symbolBack);
}
