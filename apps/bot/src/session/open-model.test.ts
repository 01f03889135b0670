/** @module */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SystemClock, type ModelRequest } from '@tradewright/core';
import type { ModelAttempt } from '@tradewright/agent';
import { FakeModelServer, aChatBody, type ModelReaction } from '@tradewright/agent/testing';
import { loadConfig } from '../config/load-config.ts';
import { openLedger, openModelChain, pricesOf } from './open-model.ts';
import { sessionPaths } from './session-paths.ts';

const request: ModelRequest = {
  purpose: 'decision',
  instructions: 'rules',
  input: 'state',
  tools: [],
  exchanges: [],
  answerSchema: { type: 'object' },
  deadlineMs: 20_000,
};
const busy: ModelReaction = {
  kind: 'answer',
  status: 503,
  body: '{}',
  headers: { 'x-should-retry': 'false' },
};
const ok: ModelReaction = {
  kind: 'answer',
  body: aChatBody({ text: 'hello', usage: { input: 1_000, cached: 0, output: 100 } }),
};
const servers: FakeModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function serve(reaction: ModelReaction): Promise<{ server: FakeModelServer; url: string }> {
  const server = new FakeModelServer([reaction]);
  servers.push(server);
  return { server, url: await server.start() };
}

function open(env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'tradewright-model-'));
  const config = loadConfig({
    env: {
      LLM_MODEL: 'first',
      LLM_PRICE_INPUT: '1',
      LLM_PRICE_OUTPUT: '10',
      LLM_FALLBACK_MODEL: 'second',
      LLM_FALLBACK_PRICE_INPUT: '2',
      LLM_FALLBACK_PRICE_OUTPUT: '20',
      ...env,
    },
    folder,
  });
  const attempts: ModelAttempt[] = [];
  const clock = new SystemClock();
  const { ledger, close } = openLedger(config, sessionPaths(config, folder), clock);
  const onAttempt = (attempt: ModelAttempt): void => void attempts.push(attempt);
  const client = openModelChain(config, { clock, spend: ledger.spender(), onAttempt });
  return { client, attempts, ledger, close, config };
}

describe('a fallback model', () => {
  test('answers for one that is away; each attempt is told and charged at its own price', async () => {
    const [first, second] = [await serve(busy), await serve(ok)];
    const { client, attempts, ledger, close } = open({
      OPENAI_BASE_URL: first.url,
      LLM_FALLBACK_BASE_URL: second.url,
    });
    const answer = await client.complete(request);
    const charged = ledger.charged('day');
    close();
    expect(answer).toMatchObject({ text: 'hello', passedOver: ['first: server-error'] });
    expect(attempts.map(({ model, status }) => [model, status])).toEqual([
      ['first', 503],
      ['second', 200],
    ]);
    expect(charged.calls).toBe(2);
    // The second by its count (0.004), the first at its worst case: 2,000 tokens out are 0.02.
    const usd = charged.usd.toMarketNumber();
    expect(usd).toBeGreaterThan(0.024);
    expect(usd).toBeLessThan(0.026);
  });

  test.for<readonly [string, Readonly<Record<string, string>>, string]>([
    ['of its own is sent to it', { LLM_FALLBACK_API_KEY: 'key-2' }, 'Bearer key-2'],
    ['of the first model is not sent elsewhere', {}, 'Bearer none'],
  ])('a key %s', async ([, env, sent]) => {
    const [first, second] = [await serve(busy), await serve(ok)];
    const { client, close } = open({
      OPENAI_BASE_URL: first.url,
      OPENAI_API_KEY: 'key-1',
      LLM_FALLBACK_BASE_URL: second.url,
      ...env,
    });
    await client.complete(request);
    close();
    expect(first.server.requests[0]?.headers.authorization).toBe('Bearer key-1');
    expect(second.server.requests[0]?.headers.authorization).toBe(sent);
  });

  test('without a price is refused before anything is asked', () => {
    expect(() => open({ LLM_FALLBACK_PRICE_INPUT: '' })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('LLM_FALLBACK_PRICE_INPUT') }),
    );
  });

  test('of the same name is charged at the higher price of the two', () => {
    const { config, close } = open({ LLM_FALLBACK_MODEL: 'first' });
    close();
    expect(pricesOf(config).get('first')).toMatchObject({ input: '2', output: '20' });
  });
});
