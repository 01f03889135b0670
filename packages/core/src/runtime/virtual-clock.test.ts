import { describe, expect, test } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

describe('VirtualClock', () => {
  test('timers run in order of due time, ties in order of setting, each at its due time', () => {
    const clock = new VirtualClock(1_000);
    const seen: string[] = [];
    const note = (name: string) => (): void => void seen.push(`${name}@${clock.now()}`);
    clock.after(50, note('late'));
    clock.after(10, note('first'));
    clock.after(10, note('second'));
    clock.advanceTo(1_040);
    expect(seen).toEqual(['first@1010', 'second@1010']);
    clock.advanceTo(1_050);
    expect(seen.at(-1)).toBe('late@1050');
  });

  test('a period repeats without drift until it is undone, also from inside its own callback', () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    const undo = clock.every(10, () => {
      seen.push(clock.now());
      if (seen.length === 3) undo();
    });
    clock.advanceTo(100);
    expect(seen).toEqual([10, 20, 30]);
    expect(clock.nextTimer).toBeUndefined();
  });

  test('time never moves backwards', () => {
    const clock = new VirtualClock(500);
    clock.advanceTo(100);
    expect(clock.now()).toBe(500);
  });

  test('a timer set by a timer that is already due runs in the same advance', () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    clock.after(5, () => clock.after(0, () => seen.push(clock.now())));
    clock.advanceTo(5);
    expect(seen).toEqual([5]);
  });
});
