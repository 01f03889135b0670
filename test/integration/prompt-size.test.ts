/** What a model is sent over the two recorded days, counted with a real tokenizer, and how often it is asked. @module */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { beforeAll, describe, expect, test } from 'vitest';
import { DigestJournal, MemoryJournal, SystemClock, type Plan } from '@tradewright/core';
import { alwaysAsk, type ModelExchange, type Screen } from '@tradewright/agent';
import { createBot, driveSession, loadConfig, openPaper, paperSetup } from 'tradewright';

type Played = {
  readonly cycles: number;
  readonly exchanges: readonly ModelExchange[];
  readonly plans: readonly string[];
  readonly equity: string | null;
};

/** Plays both days in memory by the offline rules, which ask and are asked like a model. */
async function play(screen?: () => Screen): Promise<Played> {
  const config = loadConfig({ env: { AGENT_MODE: 'auto-paper' }, folder: import.meta.dirname });
  const setup = await paperSetup(config, import.meta.dirname, 'cafe0123');
  const memory = new MemoryJournal();
  const exchanges: ModelExchange[] = [];
  const bot = createBot({
    sessionId: 'measured',
    setup,
    venue: await openPaper(setup),
    clock: new SystemClock(),
    journal: new DigestJournal(memory),
    agent: { screen, onExchange: (exchange) => exchanges.push(exchange) },
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await driveSession(bot, { freshPortfolio: true, fillsSince: 0 });
  const plans = memory.events.flatMap((event) =>
    event.type === 'plan.changed' && event.body.revision === 0 ? [termsOf(event.body)] : [],
  );
  const cycles = memory.events.filter(({ type }) => type === 'decision.made').length;
  const marks = memory.events.filter((event) => event.type === 'equity.marked');
  const equity = marks.at(-1)?.body.equity ?? null;
  return { cycles, exchanges, plans, equity };
}

function termsOf({ symbol, side, quantity, stopPrice, targetPrice, createdTime }: Plan): string {
  return [symbol, side, quantity, stopPrice, targetPrice, createdTime].join(' ');
}

function tokens(value: unknown): number {
  return countTokens(typeof value === 'string' ? value : JSON.stringify(value));
}

describe('over the two recorded BTC/USD days', () => {
  let screened: Played;
  beforeAll(async () => {
    screened = await play();
  }, 120_000);

  test('the screen leaves at most 0.3 calls per cycle, and the same plans are chosen', async () => {
    const every = await play(() => alwaysAsk);
    expect(screened.exchanges.length / screened.cycles).toBeLessThanOrEqual(0.3);
    expect(screened.plans.length).toBeGreaterThan(5);
    expect(screened.plans).toEqual(every.plans);
    expect(screened.equity).toBe(every.equity);
  }, 120_000);

  test('a request is mostly a prefix that never changes, and little of it is new', () => {
    const [first] = screened.exchanges;
    if (first === undefined) throw new Error('nothing was asked');
    const { instructions, tools, answerSchema } = first.request;
    const prefix = tokens(instructions) + tokens(tools) + tokens(answerSchema);
    const decisions = new Map<string, number>();
    let all = 0;
    for (const { request } of screened.exchanges) {
      expect(request.instructions).toBe(instructions);
      expect(request.tools).toBe(tools);
      const fresh = tokens(request.input) + tokens(request.exchanges);
      all += prefix + fresh;
      // What a later step repeats of an earlier one is in the provider's cache: the last step has it all.
      decisions.set(request.input.slice(0, 40), fresh);
    }
    const share = (prefix * screened.exchanges.length) / all;
    const most = Math.max(...decisions.values());
    expect(share).toBeGreaterThanOrEqual(0.8);
    expect(most).toBeLessThanOrEqual(1_500);
  });

  test('a bar costs at most 15 tokens', () => {
    const bars = screened.exchanges.map(({ request }) => {
      const state = JSON.parse(request.input.split('\n')[0] ?? '') as {
        symbols: { bars: string }[];
      };
      return state.symbols[0]?.bars ?? '';
    });
    const counted = bars.filter((text) => text.split(' ').length > 25);
    const perBar = counted.map((text) => tokens(text.slice(text.lastIndexOf(';') + 2)) / 24);
    expect(counted.length).toBeGreaterThan(10);
    expect(perBar.reduce((sum, one) => sum + one, 0) / perBar.length).toBeLessThanOrEqual(15);
  });
});

test('the shortest valid decision takes at most 120 tokens', () => {
  const hold = { v: 1, items: [{ kind: 'hold', symbol: null, reasonCode: 'no_setup' }] };
  expect(tokens(hold)).toBeLessThanOrEqual(120);
});
