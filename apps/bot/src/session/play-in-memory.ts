/** A recorded market played once more, in memory: nothing is written and nothing is sent anywhere. @module */
import {
  DigestJournal,
  MemoryJournal,
  SystemClock,
  type AgentDecision,
  type Decision,
  type EquityPoint,
  type Fill,
  type JournalBody,
  type JournalEvent,
  type JournalEventType,
} from '@tradewright/core';
import { openPaper } from '../venues/open-paper.ts';
import type { RecordedMarket } from '../venues/recorded-market.ts';
import type { AgentParts } from './build-agent.ts';
import { createBot } from './create-bot.ts';
import { driveSession } from './drive-session.ts';
import type { SessionSetup } from './session-setup.ts';

/** What is played. */
export type PlayOptions = {
  readonly sessionId: string;
  readonly setup: SessionSetup;
  readonly agent: AgentParts;
  /** As many as the recorded session saw. */
  readonly events?: number | undefined;
  /** The market as something else shows it. */
  readonly alter?: (market: RecordedMarket) => RecordedMarket;
  readonly onProgress?: ((events: number, time: number) => void) | undefined;
};

/** What came of a session, whether read from the journal or played again. */
export type SessionOutcome = {
  readonly decisions: readonly Decision[];
  readonly asked: readonly AgentDecision[];
  readonly plans: number;
  readonly fills: readonly Fill[];
  readonly equity: readonly EquityPoint[];
};

/** A run from beginning to end, on a fresh portfolio. */
export type PlayedRun = SessionOutcome & {
  readonly digest: string;
  readonly events: number;
};

/** @throws TradewrightError as a session does */
export async function playInMemory(options: PlayOptions): Promise<PlayedRun> {
  const memory = new MemoryJournal();
  const journal = new DigestJournal(memory);
  const venue = await openPaper(options.setup, undefined, options.alter);
  const bot = createBot({
    sessionId: options.sessionId,
    setup: options.setup,
    venue,
    clock: new SystemClock(),
    journal,
    agent: options.agent,
    onSubscriberFailure: () => undefined,
  });
  const { onProgress } = options;
  const { events } = await driveSession(bot, {
    freshPortfolio: true,
    fillsSince: 0,
    maxEvents: options.events,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return {
    digest: journal.digest(),
    events,
    decisions: bodies(memory.events, 'decision.made'),
    asked: bodies(memory.events, 'agent.decided'),
    plans: new Set(bodies(memory.events, 'plan.changed').map(({ planId }) => planId)).size,
    fills: bodies(memory.events, 'fill.booked'),
    equity: bodies(memory.events, 'equity.marked'),
  };
}

function bodies<Type extends JournalEventType>(
  events: readonly JournalEvent[],
  type: Type,
): readonly JournalBody<Type>[] {
  return events
    .filter((event) => event.type === type)
    .map((event) => event.body as JournalBody<Type>);
}
