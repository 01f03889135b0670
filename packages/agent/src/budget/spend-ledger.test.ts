/** @module */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Decimal,
  SeededRandom,
  SystemClock,
  TradewrightError,
  VirtualClock,
  decimal,
} from '@tradewright/core';
import { chatWire } from '../model/chat-wire.ts';
import { OpenAiModelClient } from '../model/openai-model-client.ts';
import { aChatBody } from '../testing/model-bodies.ts';
import { priceOf } from './model-prices.ts';
import type { SpendReservation } from '../model/model-attempt.ts';
import type { SpendAmounts } from './spend-amounts.ts';
import type { SpendCap, SpendCaps } from './spend-caps.ts';
import { SpendLedger } from './spend-ledger.ts';
import { memorySpendStore, type SpendStore } from './spend-store.ts';

const price = { input: decimal('1'), cachedInput: decimal('0.1'), output: decimal('10') };
const caps: SpendCaps = {
  decision: { usd: decimal('0.05') },
  hour: { usd: decimal('0.1') },
  day: { usd: decimal('0.2') },
  month: { usd: decimal('1') },
};

function aLedger(clock = new VirtualClock(0), store?: SpendStore): SpendLedger {
  return new SpendLedger({
    caps,
    priceOf: () => price,
    clock,
    ...(store === undefined ? {} : { store }),
  });
}

function reasonOf(run: () => unknown): unknown {
  try {
    run();
    return 'fits';
  } catch (error) {
    return TradewrightError.is(error) ? error.facts['reason'] : error;
  }
}

describe('SpendLedger', () => {
  test('a request is charged at its worst case, and settled to what was used', () => {
    const ledger = aLedger();
    const spender = ledger.spender();
    const held = spender.reserve('m', 10_000, 1_000);
    expect(spender.charged().toString()).toBe('0.02');
    held.settle({ inputTokens: 2_000, cachedTokens: 1_000, outputTokens: 100 });
    expect(spender.charged().toString()).toBe('0.0021');
    expect(ledger.charged('day').usd.toString()).toBe('0.0021');
    held.release();
    expect(ledger.charged('day').usd.toString()).toBe('0.0021');
  });

  test.for([
    ['no usage', null],
    ['usage without a count', { inputTokens: 5, cachedTokens: null, outputTokens: null }],
  ] as const)('%s keeps the worst case', ([, usage]) => {
    const spender = aLedger().spender();
    spender.reserve('m', 10_000, 1_000).settle(usage);
    expect(spender.charged().toString()).toBe('0.02');
  });

  test('each cap stops on its own, and its period ends', () => {
    const clock = new VirtualClock(0);
    const ledger = aLedger(clock);
    const spender = ledger.spender();
    const ask = (): unknown => reasonOf(() => spender.reserve('m', 40_000, 0));
    expect(ask()).toBe('fits');
    expect(ask()).toBe('decision');
    spender.begin();
    expect(ask()).toBe('fits');
    spender.begin();
    expect(ask()).toBe('hour');
    clock.advanceTo(3_600_000);
    expect([ask(), spender.begin(), ask()]).toEqual(['fits', undefined, 'fits']);
    clock.advanceTo(7_200_000);
    spender.begin();
    expect(ask()).toBe('fits');
    spender.begin();
    expect(ask()).toBe('day');
  });

  test.for([
    ['calls', { calls: 2 }, 'decision calls'],
    ['tokens', { tokens: 2_500 }, 'decision tokens'],
    ['seconds', { seconds: 25 }, 'decision seconds'],
  ] as const)('a third request does not fit under a cap of %s', ([, cap, reason]) => {
    const ledger = new SpendLedger({
      caps: { ...caps, decision: { usd: decimal('1'), ...cap } },
      priceOf: () => price,
      clock: new VirtualClock(0),
    });
    const spender = ledger.spender();
    const ask = (): unknown => reasonOf(() => spender.reserve('m', 900, 100, 10_000));
    expect([ask(), ask(), ask()]).toEqual(['fits', 'fits', reason]);
    spender.begin();
    expect(ask()).toBe('fits');
  });

  test('time that was not waited is given back, also where nothing was counted', () => {
    const clock = new VirtualClock(0);
    const ledger = aLedger(clock);
    const lost = ledger.spender().reserve('m', 900, 100, 30_000);
    clock.advanceTo(2_000);
    lost.settle(null);
    expect(ledger.charged('day')).toMatchObject({ calls: 1, tokens: 1_000, ms: 2_000 });
    const refused = ledger.spender().reserve('m', 900, 100, 30_000);
    clock.advanceTo(2_500);
    refused.release();
    expect(ledger.charged('day')).toMatchObject({ calls: 2, tokens: 1_000, ms: 2_500 });
  });

  test('sums survive a restart', () => {
    const store = memorySpendStore();
    aLedger(new VirtualClock(0), store).spender().reserve('m', 40_000, 0);
    expect(aLedger(new VirtualClock(0), store).charged('month').usd.toString()).toBe('0.04');
  });

  test('whatever the order of holding, settling, losing and releasing, no cap is passed', () => {
    const tight: SpendCaps = {
      decision: { usd: decimal('0.05'), calls: 4, tokens: 60_000, seconds: 90 },
      hour: { usd: decimal('0.1'), calls: 6, tokens: 90_000, seconds: 150 },
      day: { usd: decimal('0.2'), calls: 12, tokens: 150_000, seconds: 200 },
      month: { usd: decimal('1'), calls: 20, tokens: 400_000, seconds: 500 },
    };
    const step = fc.record({
      spender: fc.nat(2),
      kind: fc.constantFrom('reserve', 'settle', 'lose', 'release', 'begin', 'wait'),
      size: fc.nat(60_000),
    });
    const within = (sum: SpendAmounts, cap: SpendCap): boolean =>
      !sum.usd.isGreaterThan(Decimal.from(cap.usd)) &&
      sum.calls <= (cap.calls ?? 0) &&
      sum.tokens <= (cap.tokens ?? 0) &&
      sum.ms <= (cap.seconds ?? 0) * 1_000;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const clock = new VirtualClock(0);
        const store = memorySpendStore();
        const options = { caps: tight, priceOf: () => price, clock, store };
        // Three processes, as far as the sums know: each has a ledger of its own on one store.
        const ledgers = [0, 1, 2].map(() => new SpendLedger(options));
        const spenders = ledgers.map((ledger) => ledger.spender());
        const held: SpendReservation[] = [];
        for (const { spender, kind, size } of steps) {
          const one = spenders[spender];
          if (one === undefined) continue;
          if (kind === 'begin') one.begin();
          else if (kind === 'wait') clock.advanceTo(clock.now() + size * 10);
          else if (kind === 'reserve') {
            try {
              held.push(one.reserve('m', size, size / 100, size % 60_000));
            } catch (error) {
              expect(TradewrightError.is(error)).toBe(true);
            }
          } else if (kind === 'settle')
            held.pop()?.settle({ inputTokens: size % 100, cachedTokens: null, outputTokens: 1 });
          else if (kind === 'lose') held.pop()?.settle(null);
          else held.shift()?.release();
          expect(one.charged().isGreaterThan(Decimal.from(tight.decision.usd))).toBe(false);
          for (const period of ['hour', 'day', 'month'] as const)
            expect(ledgers.every((ledger) => within(ledger.charged(period), tight[period]))).toBe(
              true,
            );
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('what a provider bills never passes the cap, under retries, aborts and parallel sessions', async () => {
  const random = new SeededRandom('bills');
  const ledger = new SpendLedger({
    caps: {
      ...caps,
      decision: { usd: decimal('1') },
      hour: { usd: decimal('0.5') },
      day: { usd: decimal('0.5') },
    },
    priceOf: () => price,
    clock: new VirtualClock(0),
  });
  let billed = 0;
  // A provider that works, is busy, breaks and forgets to count; it bills whatever reached it.
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const text = typeof init?.body === 'string' ? init.body : '';
    const [input, output] = [Math.floor(text.length / 3), random.integer(1, 400)];
    billed += (input * 1 + output * 10) / 1_000_000;
    const kind = random.next();
    if (kind < 0.2) throw new TypeError('the connection was reset');
    if (kind < 0.3) return new Response('{}', { status: 503 });
    if (kind < 0.4) return new Response('{}', { status: 429, headers: { 'retry-after-ms': '1' } });
    const usage = kind < 0.6 ? null : { input, cached: 0, output };
    return new Response(aChatBody({ text: '{}', usage }), {
      headers: { 'content-type': 'application/json' },
    });
  };
  const session = async (name: string): Promise<void> => {
    const spend = ledger.spender();
    const client = new OpenAiModelClient({
      endpoint: { baseUrl: 'http://model.invalid/v1', apiKey: null, fetch, maxBodyBytes: 9_000 },
      wire: chatWire,
      profile: {
        model: 'm',
        jsonSchema: 'none',
        maxOutputTokens: 400,
        maxOutputName: 'max_tokens',
        temperature: null,
      },
      clock: new SystemClock(),
      random: new SeededRandom(name),
      spend,
      onAttempt: () => undefined,
    });
    for (let count = 0; count < 25; count += 1) {
      spend.begin();
      await client
        .complete({
          purpose: 'decision',
          instructions: 'x'.repeat(3_000),
          input: 'y',
          tools: [],
          exchanges: [],
          answerSchema: {},
          deadlineMs: 300,
        })
        .catch(() => undefined);
    }
  };
  await Promise.all(['a', 'b', 'c', 'd'].map(session));
  expect(billed).toBeGreaterThan(0.05);
  expect(ledger.charged('day').usd.isGreaterThan(Decimal.from('0.5'))).toBe(false);
  expect(billed).toBeLessThanOrEqual(ledger.charged('day').usd.toMarketNumber());
}, 60_000);

describe('priceOf', () => {
  test('what is stated wins, a known model has its price, and no model is free', () => {
    const none = { input: null, output: null };
    expect(priceOf('gpt-5-mini', none).output).toBe('2');
    expect(priceOf('x', { input: decimal('3'), output: decimal('4') }).cachedInput).toBe('3');
    const cached = { input: decimal('3'), output: decimal('4'), cachedInput: decimal('1') };
    expect(priceOf('x', cached).cachedInput).toBe('1');
    expect(() => priceOf('x', none)).toThrow('was not known');
    expect(() => priceOf('gpt-5', { input: decimal('3'), output: null })).toThrow('was not known');
  });
});
