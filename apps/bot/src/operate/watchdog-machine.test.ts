import { describe, expect, test } from 'vitest';
import { watchdogMachine, type WatchdogEvent } from './watchdog-machine.ts';

const patienceMs = 10_000;

/** The effects of events in turn; a tick every 500 ms between them is written out by `ticks`. */
function effects(events: readonly WatchdogEvent[]): readonly string[] {
  let state = { lastBeat: 0, lastTick: 0 };
  return events.map((event) => {
    const step = watchdogMachine(state, event, patienceMs);
    state = step.state;
    return step.effect;
  });
}

const ticks = (from: number, to: number, killed = false): readonly WatchdogEvent[] =>
  Array.from({ length: (to - from) / 500 }, (_, index) => ({
    kind: 'tick',
    time: from + (index + 1) * 500,
    killed,
  }));

describe('watchdogMachine', () => {
  test('a bot that beats is left alone for ever', () => {
    const day = Array.from({ length: 200 }, (_, index) => [
      { kind: 'beat', time: index * 9_000 } as const,
      ...ticks(index * 9_000, (index + 1) * 9_000),
    ]).flat();
    expect(new Set(effects(day))).toEqual(new Set(['none']));
  });

  test('silence beyond the patience is stepped into, and not before', () => {
    expect(effects(ticks(0, 10_000))).not.toContain('step-in');
    expect(effects(ticks(0, 10_500)).at(-1)).toBe('step-in');
  });

  test('under a kill the patience is short', () => {
    expect(effects(ticks(0, 5_000, true))).not.toContain('step-in');
    expect(effects(ticks(0, 5_500, true)).at(-1)).toBe('step-in');
  });

  test('a machine that slept proves nothing about the bot', () => {
    const slept: WatchdogEvent = { kind: 'tick', time: 3_600_000, killed: false };
    expect(effects([...ticks(0, 1_000), slept])).not.toContain('step-in');
    expect(effects([slept, ...ticks(3_600_000, 3_610_500)]).at(-1)).toBe('step-in');
  });

  test('a goodbye and a death end the watch; a death under a kill is stepped into', () => {
    expect(effects([{ kind: 'bye' }])).toEqual(['leave']);
    expect(effects([{ kind: 'gone', killed: false }])).toEqual(['leave']);
    expect(effects([{ kind: 'gone', killed: true }])).toEqual(['step-in']);
  });
});
