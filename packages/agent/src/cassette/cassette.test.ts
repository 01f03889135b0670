/** @module */
import { describe, expect, test } from 'vitest';
import { aContextWithBars, anAgentRig } from '../testing/agent-rig.ts';
import { anOpenItem } from '../testing/gate-cases.ts';
import { ScriptedModel, aToolCall, anAnswer } from '../testing/scripted-model.ts';
import { CassetteModelClient } from './cassette-client.ts';
import { parseCassette } from './cassette-line.ts';
import { CassetteRecorder } from './cassette-recorder.ts';

const header = {
  source: 'scripted',
  provider: 'scripted',
  model: 'scripted-1',
  version: '0.1.0',
  date: '2026-11-25',
} as const;
/** Of the form of a key, so that the source holds none. */
const keyLike = ['sk', 'abcdefghijklmnopqrstuv'].join('-');
const script = () =>
  new ScriptedModel(
    { calls: [aToolCall('get_indicators', { symbol: 'BHP/AUD', timeframe: '5m' })] },
    anAnswer(anOpenItem({ rationale: `for account DU1234567 ${keyLike}` })),
    { fail: 'MODEL_UNAVAILABLE', reason: 'timeout' },
  );

/** Two cycles: one that decides, one whose model is gone. */
async function record() {
  const lines: string[] = [];
  const rig = anAgentRig({ client: script() });
  const recorder = new CassetteRecorder({
    header,
    write: (line) => lines.push(line),
    secrets: { DU1234567: 'ACCOUNT', 'tw-canary': 'canary' },
  });
  await rig.strategy.decide(aContextWithBars());
  await rig.strategy.decide(aContextWithBars(120));
  for (const exchange of rig.exchanges) recorder.record(exchange);
  return { text: lines.join('\n'), decisions: rig.decisions };
}

describe('a recorded session', () => {
  test('replays to the same decisions, failures included', async () => {
    const { text, decisions } = await record();
    const client = new CassetteModelClient(parseCassette(text, 'c'), { canary: 'tw-other' });
    const rig = anAgentRig({ client, canary: 'tw-other' });
    await rig.strategy.decide(aContextWithBars());
    await rig.strategy.decide(aContextWithBars(120));
    const plain = (list: typeof decisions) =>
      list.map(({ steps, outcome, verdicts, cost }) => ({
        steps: steps.map(({ requestHash }) => requestHash),
        outcome,
        verdicts,
        cost,
      }));
    expect(plain(rig.decisions)).toEqual(plain(decisions));
    expect(client.misses).toBe(0);
  });

  test('holds no account, no key and no canary', async () => {
    const { text } = await record();
    expect(text).not.toMatch(/DU1234567|sk-abc|tw-canary/);
    expect(text).toContain('ACCOUNT');
  });

  test('has no answer for a request that was never made, and says so', async () => {
    const { text } = await record();
    const cassette = parseCassette(text, 'c');
    const rig = anAgentRig({
      client: new CassetteModelClient(cassette, { canary: 'tw-x' }),
      canary: 'tw-x',
    });
    await rig.strategy.decide(aContextWithBars(90));
    expect(rig.decisions[0]).toMatchObject({ outcome: 'model-error', detail: 'cassette-miss' });
    const loose = new CassetteModelClient(cassette, { canary: 'tw-x', onMiss: 'same-time' });
    const other = anAgentRig({ client: loose, canary: 'tw-x' });
    await other.strategy.decide(aContextWithBars(90));
    expect(other.decisions[0]?.outcome).toBe('decided');
    expect(loose.misses).toBeGreaterThan(0);
  });

  test.for([
    ['no header', '{"kind":"prompt","hash":"a","instructions":"","tools":[],"answerSchema":{}}'],
    [
      'a source that is not known',
      JSON.stringify({ v: 1, kind: 'cassette', ...header, source: 'live' }),
    ],
    ['no JSON', 'x'],
  ])('%s is refused', ([, text]) => {
    expect(() => parseCassette(text ?? '', 'bad.jsonl')).toThrow(/bad\.jsonl/);
  });
});
