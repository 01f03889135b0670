/** A whole session decided by a model endpoint on loopback, and its replay without one. @module */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aChatBody } from '@tradewright/agent/testing';
import { aFolder, startCli } from './cli.ts';

type Body = { readonly messages: readonly { readonly role: string; readonly content: string }[] };
type State = {
  readonly plans: readonly unknown[];
  readonly symbols: readonly { readonly symbol: string; readonly ask: number }[];
};

/** Asks for indicators, then buys whenever nothing is open: no model, but it speaks like one. */
function answerTo({ messages }: Body): string {
  const state = JSON.parse(messages[1]?.content.split('\n')[0] ?? '{}') as State;
  const [market] = state.symbols;
  if (market === undefined) throw new Error('no symbol was shown');
  const { symbol, ask } = market;
  if (messages.length === 2) {
    const argumentsJson = JSON.stringify({ symbol, timeframe: '5m' });
    return aChatBody({ calls: [{ id: 'c1', name: 'get_indicators', argumentsJson }] });
  }
  const open = {
    kind: 'open',
    symbol,
    side: 'long',
    entry: { type: 'market', price: null },
    riskFraction: 0.002,
    stop: Math.round(ask * 0.98),
    target: Math.round(ask * 1.06),
    validMinutes: null,
    maxHoldMinutes: 600,
    thesis: 'trend',
    confidence: 0.5,
    evidence: [{ ref: symbol, field: 'ask', value: ask }],
    rationale: '',
  };
  const hold = { kind: 'hold', symbol, reasonCode: 'plan_goes_on' };
  const items = [state.plans.length === 0 ? open : hold];
  return aChatBody({ text: JSON.stringify({ v: 1, items }) });
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(answerTo(JSON.parse(Buffer.concat(chunks).toString()) as Body));
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function json(folder: string, words: string[], env: Record<string, string> = {}) {
  const running = startCli(folder, [...words, '--json'], env);
  const [code, line] = await Promise.all([running.ended, running.line]);
  return { code, body: JSON.parse(line) as Record<string, never> };
}

test('a session of a model trades, is charged, replays to its digest, and runs from its cassette', async () => {
  const folder = aFolder();
  const port = (server.address() as AddressInfo).port;
  const demo = await json(folder, ['demo'], {
    AGENT_PROVIDER: 'openai',
    OPENAI_BASE_URL: `http://127.0.0.1:${String(port)}/v1`,
    LLM_MODEL: 'scripted-1',
    LLM_PRICE_INPUT: '1',
    LLM_PRICE_OUTPUT: '10',
    LLM_MAX_COST_PER_HOUR: '50',
    LLM_MAX_COST_PER_DAY: '50',
    LLM_MAX_COST_PER_MONTH: '50',
  });
  expect(demo.code).toBe(0);
  const { id, plans, llm } = demo.body as unknown as {
    id: string;
    plans: number;
    llm: Record<string, unknown>;
  };
  expect(plans).toBeGreaterThan(0);
  expect(llm).toMatchObject({ provider: 'openai', model: 'scripted-1', currency: 'USD' });
  expect(Number(llm['cost'])).toBeGreaterThan(0);

  const replay = await json(folder, ['replay', id]);
  expect(replay).toMatchObject({ code: 0, body: { equal: true } });

  const decision = await json(folder, ['decisions', 'agent-decision-1']);
  expect(decision.body).toMatchObject({ agent: { outcome: 'decided' } });
  expect(JSON.stringify(decision.body)).toContain('get_indicators');

  const again = await json(folder, ['demo'], {
    AGENT_PROVIDER: 'cassette',
    LLM_CASSETTE: join(folder, 'data/sessions', id, 'exchanges.jsonl'),
  });
  expect(again.body).toMatchObject({ plans, llm: { provider: 'cassette' } });
}, 300_000);
