/** A session is judged from its records, on one page that needs nothing else. @module */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { aFolder, json, runCli } from './cli.ts';

type Evaluation = {
  readonly replayEqual: boolean;
  readonly decidedBy: { readonly source: string };
  readonly invariance: readonly { readonly equal: { readonly share: number } | null }[];
  readonly caps: { readonly checked: number; readonly breaches: readonly unknown[] };
  readonly sharpe: { readonly trials: number; readonly deflated: number };
  readonly paired: readonly { readonly against: string }[];
  readonly twins: readonly { readonly count: number }[];
  readonly notes: readonly string[];
};
const folder = aFolder();
beforeAll(async () => {
  await runCli(folder, ['demo', '--json']);
  await runCli(folder, ['demo', '--json'], { AGENT_PROVIDER: 'cassette' });
}, 300_000);

describe('evaluate', () => {
  test('judges a recorded model by its records, asks nobody, and says so', async () => {
    const page = join(folder, 'page.html');
    const result = await runCli(folder, ['evaluate', '--to', page, '--twins', '50', '--json']);
    expect(result.code, result.err).toBe(0);
    const evaluation = json<Evaluation>(result);
    expect(evaluation).toMatchObject({ replayEqual: true, caps: { breaches: [] } });
    expect(evaluation.decidedBy.source).toBe('scripted');
    expect(evaluation.caps.checked).toBeGreaterThan(0);
    expect(evaluation.invariance).toEqual([]);
    expect(evaluation.notes.join()).toContain('--ask');
    // The rules and the cassette were tried on this data: two ways of deciding.
    expect(evaluation.sharpe.trials).toBe(2);
    expect(evaluation.paired.map(({ against }) => against)).toEqual([
      'hold',
      'buy-and-hold',
      'offline-rules-v1',
    ]);
    expect(evaluation.twins.map(({ count }) => count)).toEqual([50, 50]);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('SCRIPTED - not an AI model');
    expect(html).not.toMatch(/<script|src=|href=|url\(|https?:/);
  }, 300_000);

  test('finds the rules blind to names, dates and price levels', async () => {
    const sessions = await runCli(folder, ['sessions', '--json']);
    const [first] = json<readonly { readonly id: string }[]>(sessions);
    const result = await runCli(folder, ['evaluate', first?.id ?? '', '--twins', '10', '--json']);
    const { invariance } = json<Evaluation>(result);
    expect(invariance.map(({ equal }) => equal?.share ?? null)).toEqual([1, 1, 1, null]);
  }, 300_000);

  test('asks for twins that can be counted', async () => {
    const result = await runCli(folder, ['evaluate', '--twins', 'many']);
    expect(result.code).toBe(2);
    expect(result.err).toContain('--twins was "many"');
  });
});
