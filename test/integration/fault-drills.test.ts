/** Whole sessions whose model goes wrong after its first plan. @module */
import { afterEach, describe, expect, test } from 'vitest';
import {
  DigestJournal,
  MemoryJournal,
  SeededRandom,
  SystemClock,
  decimal,
  type JournalEvent,
} from '@tradewright/core';
import { OpenAiModelClient, SpendLedger, alwaysAsk, chatWire } from '@tradewright/agent';
import { FakeModelServer, aChatBody, type ModelReaction } from '@tradewright/agent/testing';
import { createBot, driveSession, loadConfig, openPaper, paperSetup } from 'tradewright';
import { badAnswers, badOpens } from './bad-answers.ts';

type Open = Readonly<Record<string, unknown>>;
type State = {
  readonly plans: readonly { readonly id: string; readonly rev: number; readonly state: string }[];
  readonly symbols: readonly { readonly symbol: string; readonly ask: number }[];
};

const setup = await paperSetup(
  // A decision at each bar: the drill is about answers, not about the time between them.
  loadConfig({
    env: { AGENT_MODE: 'auto-paper', LOOP_INTERVAL_SECONDS: '60' },
    folder: import.meta.dirname,
  }),
  import.meta.dirname,
  'cafe0123',
);
const servers: FakeModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** Buys until a plan is there (a busy machine may lose an answer), then answers as `later` says. */
function modelThat(later: (open: Open, state: State) => ModelReaction) {
  let opened = false;
  return (body: unknown): ModelReaction => {
    const { messages } = body as { messages: { content: string }[] };
    const state = JSON.parse(messages[1]?.content.split('\n')[0] ?? '') as State;
    const [market] = state.symbols;
    if (market === undefined) throw new Error('no symbol was shown');
    const open = anOpen(market.symbol, market.ask);
    opened ||= state.plans.length > 0;
    if (opened) return later(open, state);
    return { kind: 'answer', body: aChatBody({ text: JSON.stringify({ v: 1, items: [open] }) }) };
  };
}

function anOpen(symbol: string, ask: number): Open {
  return {
    kind: 'open',
    symbol,
    side: 'long',
    entry: { type: 'market', price: null },
    riskFraction: 0.002,
    stop: Math.round(ask * 0.95),
    target: Math.round(ask * 1.15),
    validMinutes: null,
    maxHoldMinutes: null,
    thesis: 'trend',
    confidence: 0.5,
    evidence: [{ ref: symbol, field: 'ask', value: null }],
    rationale: '',
  };
}

async function drill(
  later: (open: Open, state: State) => ModelReaction,
  attemptTimeoutMs = 10_000,
) {
  const server = new FakeModelServer([modelThat(later)]);
  servers.push(server);
  const clock = new SystemClock();
  const free = { usd: decimal('1000') };
  const ledger = new SpendLedger({
    caps: { decision: free, hour: free, day: free, month: free },
    priceOf: () => ({ input: decimal('1'), cachedInput: decimal('1'), output: decimal('10') }),
    clock,
  });
  const spend = ledger.spender();
  const model = new OpenAiModelClient({
    endpoint: { baseUrl: await server.start(), apiKey: 'key', fetch, maxBodyBytes: 50_000 },
    wire: chatWire,
    profile: {
      model: 'scripted-1',
      jsonSchema: 'strict',
      maxOutputTokens: 500,
      maxOutputName: 'max_tokens',
      temperature: null,
    },
    clock,
    random: new SeededRandom('drill'),
    spend,
    onAttempt: () => undefined,
    maxAttempts: 1,
    attemptTimeoutMs,
  });
  const memory = new MemoryJournal();
  const bot = createBot({
    sessionId: 'drill',
    setup,
    venue: await openPaper(setup),
    clock,
    journal: new DigestJournal(memory),
    agent: { model, spend, screen: () => alwaysAsk },
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await driveSession(bot, { freshPortfolio: true, fillsSince: 0, maxEvents: 18 });
  return {
    events: memory.events,
    requests: server.requests.length,
    charged: ledger.charged('day'),
  };
}

type Bodies<Type extends JournalEvent['type']> = Extract<JournalEvent, { type: Type }>['body'];
function bodies<Type extends JournalEvent['type']>(
  events: readonly JournalEvent[],
  type: Type,
): readonly Bodies<Type>[] {
  return events.flatMap((event) => (event.type === type ? [event.body as Bodies<Type>] : []));
}

describe('a session whose model goes wrong', () => {
  test.each(badAnswers)(
    'with $name takes no new risk, keeps its protection and counts what it spent',
    async ({ reaction, outcomes, waits = false }) => {
      const { events, requests, charged } = await drill(reaction, waits ? 250 : undefined);
      const all = bodies(events, 'agent.decided');
      const later = all.slice(1 + all.findIndex(({ outcome }) => outcome === 'decided'));
      expect(later.length).toBeGreaterThan(5);
      const ended = new Set(later.map(({ outcome }) => outcome));
      expect(outcomes).toEqual(expect.arrayContaining([...ended]));

      const intents = bodies(events, 'order.intent').map(({ intent }) => intent.purpose);
      expect(intents.filter((purpose) => purpose === 'entry')).toHaveLength(1);
      const plans = bodies(events, 'plan.changed');
      expect(new Set(plans.map(({ planId }) => planId)).size).toBe(1);
      const last = plans.at(-1);
      expect(last).toMatchObject({ state: 'open', stopPrice: last?.initialStopPrice });
      const protection = new Map(
        bodies(events, 'order.changed').map((record) => [record.intent.clientOrderId, record]),
      );
      const resting = last?.protectionClientOrderIds.map((id) => protection.get(id)?.life);
      expect(resting).toEqual(['working']);

      expect(charged.calls).toBe(requests);
      expect(charged.usd.isPositive()).toBe(true);
    },
    60_000,
  );
});

describe('a valid close', () => {
  test.each(Object.entries(badOpens))(
    'next to an open with %s still closes, and nothing is opened',
    async (_, wrong) => {
      const { events } = await drill((open, { plans }) => {
        const [plan] = plans;
        const hold = { kind: 'hold', symbol: null, reasonCode: 'no_setup' };
        const items =
          plan === undefined
            ? [hold]
            : [
                { ...open, ...wrong },
                {
                  kind: 'close',
                  planId: plan.id,
                  expectedRevision: plan.rev,
                  fraction: 1,
                  reason: '',
                },
              ];
        return { kind: 'answer', body: aChatBody({ text: JSON.stringify({ v: 1, items }) }) };
      });
      expect(bodies(events, 'plan.changed').at(-1)?.state).toBe('closed');
      const entries = bodies(events, 'order.intent').filter(
        ({ intent }) => intent.purpose === 'entry',
      );
      expect(entries).toHaveLength(1);
    },
    60_000,
  );
});
