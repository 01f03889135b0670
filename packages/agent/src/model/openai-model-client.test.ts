/** @module */
import { SeededRandom, SystemClock, TradewrightError, type ModelRequest } from '@tradewright/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FakeModelServer, type ModelReaction } from '../testing/fake-model-server.ts';
import { aChatBody, aResponsesBody } from '../testing/model-bodies.ts';
import { chatWire } from './chat-wire.ts';
import type { ModelAttempt, TokenUsage } from './model-attempt.ts';
import { OpenAiModelClient } from './openai-model-client.ts';
import { responsesWire } from './responses-wire.ts';

const wires = [
  { wire: chatWire, body: aChatBody, path: '/v1/chat/completions' },
  { wire: responsesWire, body: aResponsesBody, path: '/v1/responses' },
] as const;
const hold = '{"v":1}';
const call = { id: 'c1', name: 'get_quote', argumentsJson: '{"symbol":"BHP/AUD"}' };
const request: ModelRequest = {
  purpose: 'decision',
  instructions: 'rules',
  input: 'state',
  tools: [{ name: 'get_quote', description: 'quote', parameters: { type: 'object' } }],
  exchanges: [],
  answerSchema: { type: 'object' },
  deadlineMs: 60_000,
};
const servers: FakeModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function setUp(
  reactions: readonly ModelReaction[],
  wire: (typeof wires)[number]['wire'] = chatWire,
  attemptTimeoutMs = 30_000,
) {
  const server = new FakeModelServer(reactions);
  servers.push(server);
  const attempts: ModelAttempt[] = [];
  const spend = { reserved: 0, released: 0, settled: [] as (TokenUsage | null)[] };
  const client = new OpenAiModelClient({
    endpoint: { baseUrl: await server.start(), apiKey: 'key', fetch, maxBodyBytes: 20_000 },
    wire,
    profile: {
      model: 'scripted-1',
      jsonSchema: 'strict',
      maxOutputTokens: 500,
      maxOutputName: 'max_completion_tokens',
      temperature: null,
    },
    clock: new SystemClock(),
    random: new SeededRandom('model'),
    spend: {
      reserve: () => {
        spend.reserved += 1;
        return {
          settle: (usage) => spend.settled.push(usage),
          release: () => (spend.released += 1),
        };
      },
    },
    onAttempt: (attempt) => attempts.push(attempt),
    attemptTimeoutMs,
  });
  return { client, server, attempts, spend };
}

async function failureOf(
  client: OpenAiModelClient,
  deadlineMs = request.deadlineMs,
): Promise<TradewrightError> {
  const error: unknown = await client
    .complete({ ...request, deadlineMs })
    .catch((cause: unknown) => cause);
  if (!TradewrightError.is(error)) throw new Error('the call did not fail');
  return error;
}

describe.each(wires)('$wire.name wire', ({ wire, body, path }) => {
  test('a tool call, its result and an answer make one exchange', async () => {
    const { client, server } = await setUp(
      [
        { kind: 'answer', body: body({ calls: [call] }) },
        { kind: 'answer', body: body({ text: hold }) },
      ],
      wire,
    );
    const first = await client.complete(request);
    expect(first.calls).toEqual([call]);
    const results = [{ id: 'c1', ok: true, body: { bid: 49.99 }, asOf: 1 }];
    const second = await client.complete({
      ...request,
      exchanges: [{ calls: first.calls, results }],
    });
    expect(second).toMatchObject({
      text: hold,
      inputTokens: 900,
      cachedTokens: 700,
      outputTokens: 60,
    });
    expect(server.requests.map((seen) => seen.path)).toEqual([path, path]);
    expect(JSON.stringify(server.requests[1]?.body)).toContain('49.99');
  });

  test('usage that is missing is unknown, and the reservation is told so', async () => {
    const { client, spend } = await setUp(
      [{ kind: 'answer', body: body({ text: hold, usage: null }) }],
      wire,
    );
    expect(await client.complete(request)).toMatchObject({ inputTokens: null, outputTokens: null });
    expect(spend.settled).toEqual([null]);
  });

  test.each([
    ['refusal', { refusal: 'no' }],
    ['length', { text: '{"v":', finish: 'length' }],
    ['empty', { text: '' }],
    ['unknown-tool', { calls: [{ ...call, name: 'place_order' }] }],
    ['duplicate-key', { calls: [{ ...call, argumentsJson: '{"a":1,"a":2}' }] }],
    ['not-json', { calls: [{ ...call, argumentsJson: '{"a":' }] }],
  ] as const)('%s is a named invalid output, and its spend counts', async (reason, parts) => {
    const { client, attempts, spend } = await setUp([{ kind: 'answer', body: body(parts) }], wire);
    expect(await failureOf(client)).toMatchObject({
      code: 'MODEL_OUTPUT_INVALID',
      facts: { reason },
    });
    expect(spend.settled).toHaveLength(1);
    expect(attempts[0]?.rawBody).toBe(body(parts));
  });
});

describe('OpenAiModelClient', () => {
  test.each<[string, ModelReaction]>([
    ['silent', { kind: 'silent' }],
    ['stalled', { kind: 'stall', body: aChatBody({ text: hold }) }],
  ])(
    'a server that is %s ends with the deadline, each attempt recorded and paid for',
    async (_, reaction) => {
      const { client, attempts, spend } = await setUp([reaction], chatWire, 100);
      expect((await failureOf(client, 900)).facts['reason']).toBe('timeout');
      expect(new Set(attempts.map(({ failure }) => failure))).toEqual(new Set(['timeout']));
      const lost = attempts.map(() => null);
      expect(spend).toMatchObject({ reserved: lost.length, released: 0, settled: lost });
    },
  );

  test.each<[string, ModelReaction, number]>([
    [
      'rate-limited',
      { kind: 'answer', status: 429, body: '{}', headers: { 'retry-after': '600' } },
      1,
    ],
    [
      'server-error',
      { kind: 'answer', status: 500, body: '{}', headers: { 'x-should-retry': 'false' } },
      1,
    ],
    ['request-refused', { kind: 'answer', status: 401, body: '{}' }, 1],
    ['body-too-large', { kind: 'answer', body: aChatBody({ text: 'x'.repeat(30_000) }) }, 1],
  ])('%s ends the call after its attempts', async (reason, reaction, count) => {
    const { client, attempts, spend } = await setUp([reaction]);
    expect(await failureOf(client)).toMatchObject({ code: 'MODEL_UNAVAILABLE', facts: { reason } });
    expect(attempts.map((attempt) => attempt.failure)).toEqual(Array(count).fill(reason));
    expect(spend.reserved).toBe(attempts.length);
    expect(spend.released).toBe(reason === 'request-refused' ? 1 : 0);
    // Nothing was counted: what was held stays held, but for the time.
    const lost = reason === 'request-refused' ? 0 : attempts.length;
    expect(spend.settled).toEqual(Array.from({ length: lost }, () => null));
  });

  test('a body that is cut is repeated, and both attempts are recorded and paid for', async () => {
    const body = aChatBody({ text: hold });
    const { client, attempts, spend } = await setUp([
      { kind: 'cut', body },
      { kind: 'answer', body },
    ]);
    expect((await client.complete(request)).text).toBe(hold);
    expect(attempts.map((attempt) => attempt.failure)).toEqual(['body-cut', null]);
    expect(spend.reserved).toBe(2);
  });

  test('headers that the environment would add are not sent', async () => {
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-leak: 1');
    const { client, server } = await setUp([{ kind: 'answer', body: aChatBody({ text: hold }) }]);
    await client.complete(request);
    vi.unstubAllEnvs();
    const names = Object.keys(server.requests[0]?.headers ?? {});
    expect(names).toContain('authorization');
    expect(names.filter((name) => name.startsWith('x-'))).toEqual([]);
  });

  test('a wait that the server asks for and that fits is waited', async () => {
    const busy = {
      kind: 'answer',
      status: 429,
      body: '{}',
      headers: { 'retry-after-ms': '20' },
    } as const;
    const { client, attempts } = await setUp([
      busy,
      busy,
      { kind: 'answer', body: aChatBody({ text: hold }) },
    ]);
    expect((await client.complete(request)).text).toBe(hold);
    expect(attempts.map((attempt) => attempt.status)).toEqual([429, 429, 200]);
  });

  test.each(['<html>', '{"choices":[],"choices":[]}', '{"choices":7}'])(
    'a body like %s is invalid output and keeps the reservation',
    async (body) => {
      const { client, attempts, spend } = await setUp([{ kind: 'answer', body }]);
      expect((await failureOf(client)).code).toBe('MODEL_OUTPUT_INVALID');
      expect(attempts[0]?.rawBody).toBe(body);
      expect(spend).toMatchObject({ reserved: 1, released: 0, settled: [] });
    },
  );
});
