/** @module */
import { expect, test } from 'vitest';
import { VirtualClock } from '@tradewright/core';
import { FallbackModelClient } from '../model/fallback-model-client.ts';
import { aContextWithBars, anAgentRig } from '../testing/agent-rig.ts';
import { anOpenItem } from '../testing/gate-cases.ts';
import { ScriptedModel, anAnswer } from '../testing/scripted-model.ts';
import { CassetteModelClient } from '../cassette/cassette-client.ts';
import { CassetteRecorder } from '../cassette/cassette-recorder.ts';
import { parseCassette } from '../cassette/cassette-line.ts';

const down = () => new ScriptedModel({ fail: 'MODEL_UNAVAILABLE', reason: 'timeout' });
const chain = () =>
  new FallbackModelClient(
    new VirtualClock(0),
    down(),
    new ScriptedModel(anAnswer(anOpenItem({ riskFraction: 0.01 }))),
  );

test('a model that stands in only proposes, with half the risk, and earns the first one nothing', async () => {
  const rig = anAgentRig({ client: chain(), mode: 'auto-paper' });
  for (let count = 0; count < 4; count += 1) await rig.strategy.decide(aContextWithBars());
  expect(rig.decisions.map(({ mode, outcome, degraded }) => [mode, outcome, degraded])).toEqual(
    Array.from({ length: 4 }, () => ['propose', 'awaiting-approval', true]),
  );
  expect(rig.decisions[0]?.steps[0]?.passedOver).toEqual(['scripted-1: timeout']);
  expect(rig.submitted[0]?.item.riskFraction).toBe(0.01);
  expect(rig.decisions[0]?.verdicts[0]?.clamps[0]).toMatchObject({ rule: 'taint' });
  expect(rig.modeChanges).toEqual([]);
});

test('a recorded session remembers who stood in', async () => {
  const lines: string[] = [];
  const rig = anAgentRig({ client: chain() });
  await rig.strategy.decide(aContextWithBars());
  const recorder = new CassetteRecorder({
    header: {
      source: 'scripted',
      provider: 'scripted',
      model: 'scripted-1',
      version: '0.1.0',
      date: '2026-11-25',
    },
    write: (line) => lines.push(line),
    secrets: { 'tw-canary': 'canary' },
  });
  for (const exchange of rig.exchanges) recorder.record(exchange);
  const client = new CassetteModelClient(parseCassette(lines.join('\n'), 'c'), { canary: 'tw-x' });
  const again = anAgentRig({ client, canary: 'tw-x' });
  await again.strategy.decide(aContextWithBars());
  const plain = ({ decisions }: typeof rig) =>
    decisions.map(({ mode, outcome, degraded, steps, verdicts }) => ({
      mode,
      outcome,
      degraded,
      verdicts,
      passedOver: steps.map(({ passedOver }) => passedOver),
    }));
  expect(plain(again)).toEqual(plain(rig));
});
