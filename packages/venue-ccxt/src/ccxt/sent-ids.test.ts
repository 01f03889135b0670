import { TradewrightError, type CommandOutcome } from '@tradewright/core';
import { expect, test, vi } from 'vitest';
import { aDurableMap } from '../testing/gemini-rig.ts';
import { SentIds } from './sent-ids.ts';

const failing = (outcome: CommandOutcome) => () =>
  Promise.reject(new TradewrightError('ORDER_NOT_SENT', 'It failed.', { outcome }));

test('an id is sent once, at the same moment and after a restart', async () => {
  const state = aDurableMap();
  const send = vi.fn<() => Promise<string>>(() => Promise.resolve('done'));
  const ids = new SentIds(state);
  const ends = await Promise.allSettled([ids.once('a', send), ids.once('a', send)]);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(new SentIds(state).once('a', send)).rejects.toMatchObject({
    code: 'ORDER_DUPLICATE_ID',
    outcome: 'not-sent',
  });
  expect(send).toHaveBeenCalledTimes(1);
});

test.for([
  ['not-sent', true],
  ['refused', false],
  ['unknown', false],
] as const)('after an outcome of %s the id is free: %s', async ([outcome, isFree]) => {
  const ids = new SentIds(aDurableMap());
  await expect(ids.once('a', failing(outcome))).rejects.toMatchObject({ outcome });
  const again = ids.once('a', () => Promise.resolve('done'));
  await expect(again.catch(() => 'used up')).resolves.toBe(isFree ? 'done' : 'used up');
});
