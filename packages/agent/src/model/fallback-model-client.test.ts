/** @module */
import { describe, expect, test } from 'vitest';
import {
  TradewrightError,
  VirtualClock,
  type ModelClient,
  type ModelRequest,
} from '@tradewright/core';
import { ScriptedModel, anAnswer } from '../testing/scripted-model.ts';
import { FallbackModelClient } from './fallback-model-client.ts';

const request: ModelRequest = {
  purpose: 'decision',
  instructions: '',
  input: '',
  tools: [],
  exchanges: [],
  answerSchema: {},
  deadlineMs: 60_000,
};
const answering = (): ScriptedModel => new ScriptedModel(anAnswer());

async function ask(...chain: readonly [ModelClient, ...ModelClient[]]) {
  return new FallbackModelClient(new VirtualClock(0), ...chain).complete(request);
}

describe('a chain of models', () => {
  test.for(['timeout', 'network', 'rate-limited', 'server-error', 'body-cut'])(
    'hands over after %s, and says whom it passed over',
    async (reason) => {
      const down = new ScriptedModel({ fail: 'MODEL_UNAVAILABLE', reason });
      const answer = await ask(down, answering());
      expect(answer.passedOver).toEqual([`scripted-1: ${reason}`]);
    },
  );

  test.for([
    ['MODEL_UNAVAILABLE', 'request-refused'],
    ['MODEL_UNAVAILABLE', 'body-too-large'],
    ['MODEL_UNAVAILABLE', 'cassette-miss'],
    ['MODEL_OUTPUT_INVALID', 'empty'],
    ['MODEL_BUDGET', 'day'],
    ['STORE_UNWRITABLE', 'full'],
  ] as const)('does not after %s (%s)', async ([fail, reason]) => {
    const second = answering();
    await expect(ask(new ScriptedModel({ fail, reason }), second)).rejects.toMatchObject({
      code: fail,
      facts: { reason },
    });
    expect(second.requests).toEqual([]);
  });

  test('whose first model answers is that model, and asks nobody else', async () => {
    const second = answering();
    expect(await ask(answering(), second)).not.toHaveProperty('passedOver');
    expect(second.requests).toEqual([]);
  });

  test('that nobody answers ends with the failure of the last', async () => {
    const down = (reason: string) => new ScriptedModel({ fail: 'MODEL_UNAVAILABLE', reason });
    await expect(ask(down('timeout'), down('network'))).rejects.toMatchObject({
      facts: { reason: 'network' },
    });
  });

  test('shares one deadline: a silent model leaves the next one its time', async () => {
    const clock = new VirtualClock(0);
    const given: number[] = [];
    const silent: ModelClient = {
      provider: 'scripted',
      model: 'silent',
      complete: async ({ deadlineMs }) => {
        given.push(deadlineMs);
        clock.advanceTo(clock.now() + deadlineMs);
        throw new TradewrightError('MODEL_UNAVAILABLE', 'It was silent.', {
          facts: { reason: 'timeout' },
        });
      },
    };
    const chain = new FallbackModelClient(clock, silent, silent, silent);
    await expect(chain.complete(request)).rejects.toThrow('silent');
    expect(given).toEqual([20_000, 20_000, 20_000]);
  });
});
