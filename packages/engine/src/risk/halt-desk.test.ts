import { MemoryJournal, VirtualClock, type Halt } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { HaltDesk } from './halt-desk.ts';

function aDesk(): {
  readonly desk: HaltDesk;
  readonly journal: MemoryJournal;
  readonly told: Halt[];
} {
  const journal = new MemoryJournal();
  const told: Halt[] = [];
  const clock = new VirtualClock(1_000);
  const desk = new HaltDesk({ journal, clock, onChange: (halt) => told.push(halt) });
  return { desk, journal, told };
}

const instrument = { scope: 'instrument', subject: 'BHP/AUD', reason: 'a late fill' } as const;

describe('HaltDesk', () => {
  test('an instrument halt stops its instrument only; venue and account stop everything', () => {
    const { desk } = aDesk();
    desk.raise(instrument);
    expect(desk.blocking('BHP/AUD')?.reason).toBe('a late fill');
    expect(desk.blocking('CBA/AUD')).toBeUndefined();
    desk.raise({ scope: 'venue', subject: 'IB', reason: 'positions differ' });
    expect(desk.blocking('CBA/AUD')?.scope).toBe('venue');
    desk.raise({ scope: 'account', subject: 'IB', reason: 'killed' });
    expect(desk.blocking('BHP/AUD')?.scope).toBe('account');
  });

  test('one trouble is one halt with its first reason', () => {
    const { desk, journal } = aDesk();
    const first = desk.raise(instrument);
    expect(desk.raise({ ...instrument, reason: 'again' })).toBe(first);
    expect(journal.events).toHaveLength(1);
  });

  test('only a person clears it, by name, and the journal says who', () => {
    const { desk, journal, told } = aDesk();
    const { haltId } = desk.raise(instrument);
    expect(() => desk.clear('instrument:CBA/AUD', 'ann')).toThrow(/no halt "instrument:CBA/);
    desk.clear(haltId, 'ann');
    expect(desk.blocking('BHP/AUD')).toBeUndefined();
    expect(journal.events.at(-1)?.body).toMatchObject({ haltId, clearedBy: 'ann' });
    expect(told.map((halt) => halt.clearedBy)).toEqual([null, 'ann']);
  });

  test('an open halt stands again after a restart', () => {
    const { desk } = aDesk();
    const halt = desk.raise(instrument);
    const next = aDesk();
    next.desk.restore([halt]);
    expect(next.desk.blocking('BHP/AUD')).toEqual(halt);
    expect(next.journal.events).toHaveLength(0);
  });

  test('a journal that fails still leaves the halt in force', () => {
    const desk = new HaltDesk({
      journal: {
        append: () => {
          throw new Error('disk full');
        },
      },
      clock: new VirtualClock(0),
      onChange: () => undefined,
    });
    expect(() => desk.raise(instrument)).toThrow('disk full');
    expect(desk.blocking('BHP/AUD')).toBeDefined();
  });
});
