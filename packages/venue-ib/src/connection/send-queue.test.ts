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

  test('a cancel leaves at once behind forty waiting questions, and never more than the budget leaves', async () => {
    const { clock, sent, submit } = make();
    for (let index = 0; index < 80; index += 1) submit('query', `q${index}`);
    await Promise.resolve();
    expect(sent).toHaveLength(30);
    submit('cancel', 'cancel');
    expect(sent.at(-1)).toBe('cancel');
    clock.advanceTo(1_000);
    expect(sent.length).toBeLessThanOrEqual(71);
    clock.advanceTo(3_000);
    expect(sent).toHaveLength(81);
  });

  test('commands of a turn leave within their call, before every question of that turn', async () => {
    const { sent, submit } = make();
    for (let index = 0; index < 5; index += 1) submit('query', `q${index}`);
    submit('order', 'order');
    expect(sent).toEqual(['order']);
    submit('cancel', 'cancel');
    await Promise.resolve();
    expect(sent).toEqual(['order', 'cancel', 'q0', 'q1', 'q2', 'q3', 'q4']);
  });

  test('a question whose connection ended in its own turn is dropped', async () => {
    const { queue, sent, dropped, submit } = make();
    submit('history', 'h');
    queue.clear();
    await Promise.resolve();
    expect({ sent, dropped }).toEqual({ sent: [], dropped: ['h'] });
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
