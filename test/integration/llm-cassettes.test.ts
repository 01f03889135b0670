/** Sessions of a model are recorded over both wires and played without one. @module */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPrivate, parseCassette } from '@tradewright/agent';
import { ScriptedEndpoint } from '@tradewright/agent/testing';
import { aFolder, json, runCli, type CliResult } from './cli.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const endpoint = new ScriptedEndpoint();
let url = '';
beforeAll(async () => {
  url = await endpoint.start();
});
afterAll(() => endpoint.stop());

const live = (wire: string): Record<string, string> => ({
  AGENT_PROVIDER: 'openai',
  OPENAI_BASE_URL: url,
  OPENAI_API_KEY: ['sk', 'test', '0123456789abcdefghij'].join('-'),
  LLM_MODEL: 'scripted-1',
  LLM_WIRE: wire,
  LLM_PRICE_INPUT: '0.1',
  LLM_PRICE_OUTPUT: '0.1',
});
type Session = {
  readonly id: string;
  readonly plans: number;
  readonly digest: string;
  readonly llm: { readonly cost: string; readonly calls: number };
};
const session = (result: CliResult): Session => {
  expect(result.code, result.err).toBe(0);
  return json<Session>(result);
};

describe('a session of a model', () => {
  test('is recorded over both wires and played to the same digest, offline and free of secrets', async () => {
    const folder = aFolder();
    const digests = [];
    let last = '';
    for (const wire of ['chat', 'responses'] as const) {
      const recorded = session(await runCli(folder, ['demo', '--json'], live(wire)));
      expect(recorded.plans).toBeGreaterThan(0);
      expect(endpoint.answered[wire]).toBe(recorded.llm.calls);
      const file = join(folder, `${wire}.jsonl`);
      const made = await runCli(folder, ['record', 'model', '--to', file, '--json']);
      expect(json(made)).toMatchObject({ source: 'scripted', exchanges: recorded.llm.calls });
      expect(readFileSync(file, 'utf8')).not.toMatch(/sk-test|-canary/);
      const played = session(
        await runCli(folder, ['demo', '--json'], {
          AGENT_PROVIDER: 'cassette',
          LLM_CASSETTE: `${wire}.jsonl`,
        }),
      );
      expect(played.llm).toMatchObject({ cost: recorded.llm.cost, calls: recorded.llm.calls });
      digests.push(recorded.digest, played.digest);
      last = played.id;
    }
    const replay = await runCli(folder, ['replay', last, '--json']);
    expect(json(replay)).toMatchObject({ equal: true, digest: digests[0] });
    expect(new Set(digests).size).toBe(1);
  }, 300_000);
});

describe('the committed cassettes', () => {
  const folder = join(fixtures, 'llm');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'));

  test('say that a script wrote them, and hold nothing private', () => {
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const text = gunzipSync(readFileSync(join(folder, name))).toString('utf8');
      expect(parseCassette(text, name).header.source, name).toBe('scripted');
      expect(findPrivate(text), name).toEqual([]);
    }
  });

  test('decide the demo without a network: every request is on the cassette', async () => {
    const folderOfRun = aFolder();
    const env = { AGENT_PROVIDER: 'cassette' };
    const played = session(await runCli(folderOfRun, ['demo', '--json'], env));
    expect(played.plans, 'record anew as fixtures/llm/README.md says').toBeGreaterThan(0);
    const all = json<readonly { readonly actions: readonly unknown[] }[]>(
      await runCli(folderOfRun, ['decisions', '--json']),
    );
    expect(JSON.stringify(all), 'record anew as fixtures/llm/README.md says').not.toContain(
      'cassette-miss',
    );
  }, 300_000);
});
