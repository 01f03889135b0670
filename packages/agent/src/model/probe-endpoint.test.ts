/** @module */
import { describe, expect, test } from 'vitest';
import { ScriptedModel, aToolCall } from '../testing/scripted-model.ts';
import { bestShape, probeEndpoint } from './probe-endpoint.ts';

const four = { text: '{"answer":4}' };
const call = { calls: [aToolCall('add', { left: 2, right: 2 })] };
const refused = { fail: 'MODEL_UNAVAILABLE', reason: 'request-refused' } as const;

describe('probeEndpoint', () => {
  test('an endpoint that can everything is given the strictest shape', async () => {
    const script = new ScriptedModel(four, four, four, four, call);
    const findings = await probeEndpoint(() => script);
    expect(findings.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect(bestShape(findings)).toBe('strict');
    expect(findings[0]).toMatchObject({ model: 'scripted-1', usage: true });
  });

  test('what an endpoint refuses or ignores is a finding, and a weaker shape is named', async () => {
    const script = new ScriptedModel(four, four, { text: 'four' }, refused, { text: 'no' });
    const findings = await probeEndpoint(() => script);
    expect(findings.map(({ ok }) => ok)).toEqual([true, true, false, false, false]);
    expect(findings[3]?.detail).toContain('request-refused');
    expect(bestShape(findings)).toBe('json-object');
  });

  test('an endpoint that does not answer is asked once', async () => {
    const script = new ScriptedModel(refused);
    expect(await probeEndpoint(() => script)).toHaveLength(1);
    expect(script.requests).toHaveLength(1);
  });
});
