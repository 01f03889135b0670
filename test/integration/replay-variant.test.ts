/** What would have been different: a recorded session with another model, playbook or other caps. @module */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScriptedEndpoint } from '@tradewright/agent/testing';
import { aFolder, json, runCli, type CliResult } from './cli.ts';

const endpoint = new ScriptedEndpoint();
const folder = aFolder();
const live: Record<string, string> = { LLM_PRICE_INPUT: '0.1', LLM_PRICE_OUTPUT: '0.1' };
let id = '';
beforeAll(async () => {
  live['OPENAI_BASE_URL'] = await endpoint.start();
  writeFileSync(join(folder, 'caps.yaml'), 'max_order_value: 1000\n');
  writeFileSync(join(folder, 'playbook.txt'), '1. Trade seldom.\n');
  const demo = await runCli(folder, ['demo', '--json'], { AGENT_PROVIDER: 'cassette' });
  ({ id } = json<{ id: string }>(demo));
}, 300_000);
afterAll(() => endpoint.stop());

type Report = {
  readonly certainty: string;
  readonly assumed: number;
  readonly unanswered: Readonly<Record<string, number>>;
  readonly differences: readonly unknown[];
  readonly before: Figures;
  readonly after: Figures;
};
type Figures = {
  readonly asked: number;
  readonly cost: string;
  readonly pnl: { readonly low: string; readonly high: string };
};
const replay = (words: readonly string[], env = {}): Promise<CliResult> =>
  runCli(folder, ['replay', id, ...words, '--json'], env);

describe('a replay', () => {
  test('under other caps assumes the recorded answers and says so', async () => {
    const result = await replay(['--caps', 'caps.yaml']);
    const report = json<Report>(result);
    expect(result.code).toBe(0);
    expect(report.certainty).toBe('assumed');
    expect(report.assumed).toBeGreaterThan(0);
    const size = ({ pnl }: Figures): number => Math.abs(Number(pnl.high));
    expect(size(report.after)).toBeLessThan(size(report.before));
    expect(Number(report.after.pnl.low)).toBeLessThan(Number(report.after.pnl.high));
  }, 300_000);

  test('by another decider is known, in decisions, cost and PnL', async () => {
    const result = await replay(['--model', 'offline-rules-v1']);
    expect(json<Report>(result)).toMatchObject({ certainty: 'known', after: { cost: '0' } });
    expect(json<Report>(result).differences.length).toBeGreaterThan(0);
  }, 300_000);

  test('by the same model at its endpoint differs in nothing', async () => {
    const result = await replay(['--model', 'scripted-1'], live);
    const { certainty, differences, after } = json<Report>(result);
    expect({ certainty, differences }).toEqual({ certainty: 'known', differences: [] });
    expect(Number(after.cost)).toBeGreaterThan(0);
  }, 300_000);

  test('with another playbook and nobody to ask is not known, and fails', async () => {
    const result = await replay(['--prompt', 'playbook.txt']);
    const { certainty, unanswered, after } = json<Report>(result);
    expect(result.code).toBe(1);
    expect(certainty).toBe('unknown');
    expect(unanswered).toEqual({ 'no endpoint is configured': after.asked });
    const asked = await replay(['--prompt', 'playbook.txt'], live);
    expect(json<Report>(asked).certainty).toBe('known');
  }, 300_000);

  test('changes one thing at a time', async () => {
    const result = await replay(['--caps', 'caps.yaml', '--model', 'x']);
    expect(result.code).toBe(2);
    expect(result.out).toContain('one of --model, --prompt and --caps');
  });
});
