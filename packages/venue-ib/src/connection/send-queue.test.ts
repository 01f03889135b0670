/** Pacing. @module */
import { VirtualClock } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { SendQueue, type SendPriority } from './send-queue.ts';

describe('SendQueue', () => {
  const make = (): {
    clock: VirtualClock;
    queue: SendQueue;
    sent: string[];
    dropped: string[];
    submit: (priority: SendPriority, name: string) => void;
  } => {
    const clock = new VirtualClock(0);
    const queue = new SendQueue(clock, 40);
    const sent: string[] = [];
    const dropped: string[] = [];
    return {
      clock,
      queue,
      sent,
      dropped,
      submit: (priority, name) =>
        queue.submit(
          priority,
          () => sent.push(name),
          () => dropped.push(name),
        ),
    };
  };

  test('a cancel leaves at once behind forty waiting questions, and never more than the budget leaves', () => {
    const { clock, sent, submit } = make();
    for (let index = 0; index < 80; index += 1) submit('query', `q${index}`);
    expect(sent).toHaveLength(30);
    submit('cancel', 'cancel');
    expect(sent.at(-1)).toBe('cancel');
    clock.advanceTo(1_000);
    expect(sent.length).toBeLessThanOrEqual(71);
    clock.advanceTo(3_000);
    expect(sent).toHaveLength(81);
  });

  test('what waited when the connection ended is dropped and never sent', () => {
    const { clock, queue, sent, dropped, submit } = make();
    for (let index = 0; index < 50; index += 1) submit('order', `o${index}`);
    queue.clear();
    clock.advanceTo(10_000);
    expect(sent).toHaveLength(40);
    expect(dropped).toHaveLength(10);
  });
});
