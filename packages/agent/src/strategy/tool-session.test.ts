/** @module */
import { SeededRandom, SystemClock } from '@tradewright/core';
import { afterEach, describe, expect, test } from 'vitest';
import { chatWire } from '../model/chat-wire.ts';
import { OpenAiModelClient } from '../model/openai-model-client.ts';
import { responsesWire } from '../model/responses-wire.ts';
import { aContextWithBars, anAgentRig } from '../testing/agent-rig.ts';
import { FakeModelServer } from '../testing/fake-model-server.ts';
import { anOpenItem } from '../testing/gate-cases.ts';
import { aChatBody, aResponsesBody } from '../testing/model-bodies.ts';
import { aToolCall, anAnswer } from '../testing/scripted-model.ts';

const servers: FakeModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

describe.each([
  { wire: chatWire, body: aChatBody },
  { wire: responsesWire, body: aResponsesBody },
])('$wire.name wire', ({ wire, body }) => {
  test('a session of several tools ends in a plan whose evidence is what the tools said', async () => {
    const open = anOpenItem({ evidence: [{ ref: 'tool-1', field: 'fast', value: null }] });
    const server = new FakeModelServer([
      {
        kind: 'answer',
        body: body({
          calls: [
            aToolCall('get_indicators', { symbol: 'BHP/AUD', timeframe: '5m' }, 'c1'),
            aToolCall('get_risk_headroom', {}, 'c2'),
          ],
        }),
      },
      { kind: 'answer', body: body({ calls: [aToolCall('simulate_plan', { item: open }, 'c3')] }) },
      { kind: 'answer', body: body({ text: anAnswer(open).text }) },
    ]);
    servers.push(server);
    const client = new OpenAiModelClient({
      endpoint: { baseUrl: await server.start(), apiKey: 'key', fetch, maxBodyBytes: 50_000 },
      wire,
      profile: {
        model: 'scripted-1',
        jsonSchema: 'strict',
        maxOutputTokens: 500,
        maxOutputName: 'max_completion_tokens',
        temperature: null,
      },
      clock: new SystemClock(),
      random: new SeededRandom('session'),
      spend: { reserve: () => ({ settle: () => undefined, release: () => undefined }) },
      onAttempt: () => undefined,
    });
    const rig = anAgentRig({ client });
    const actions = await rig.strategy.decide(aContextWithBars());
    expect(actions).toMatchObject([{ action: 'open', proposal: { symbol: 'BHP/AUD' } }]);
    expect(rig.decisions[0]).toMatchObject({
      outcome: 'decided',
      steps: [
        {
          calls: [
            { name: 'get_indicators', ok: true },
            { name: 'get_risk_headroom', ok: true },
          ],
        },
        { calls: [{ name: 'simulate_plan', ok: true }] },
        { calls: [], inputTokens: 900, cachedTokens: 700, outputTokens: 60 },
      ],
    });
    const last = JSON.stringify(server.requests[2]?.body);
    expect(last).toContain('slowBefore');
    expect(last).toContain('accepted');
  });
});
