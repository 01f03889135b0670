/** @module */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentMode } from './agent-mode.ts';
import {
  defaultStandingPolicy,
  firstStanding,
  resumeStanding,
  standingStep,
  type Standing,
  type StandingEvent,
} from './standing-machine.ts';

const policy = { ...defaultStandingPolicy, cleanToPromote: 3 };
const good: StandingEvent = { kind: 'books', books: { reconciled: true, driftPercent: 2 } };
const clean: StandingEvent = { kind: 'clean-decision' };
const faulty: StandingEvent = { kind: 'faulty-decision', fault: 'invalid-output' };

function play(events: readonly StandingEvent[], ceiling: AgentMode, from?: Standing) {
  let state = from ?? firstStanding(ceiling, 'basis');
  const changes: string[] = [];
  for (const event of events) {
    const step = standingStep(state, event, { ceiling, policy });
    state = step.state;
    if (step.change !== null) changes.push(`${step.change.from}>${step.change.to}`);
  }
  return { state, changes };
}

describe('promotion', () => {
  test.for<readonly [string, readonly StandingEvent[], AgentMode, string]>([
    [
      'enough clean decisions with books in order',
      [good, clean, clean, clean],
      'auto-live',
      'auto-live',
    ],
    ['one too few', [good, clean, clean], 'auto-live', 'propose'],
    ['a fault between them', [good, clean, clean, faulty, clean], 'auto-live', 'propose'],
    ['books that nobody looked at', [clean, clean, clean], 'auto-live', 'propose'],
    [
      'no costs reported yet',
      [{ kind: 'books', books: { reconciled: true, driftPercent: null } }, clean, clean, clean],
      'auto-live',
      'propose',
    ],
    [
      'costs far from the price list',
      [{ kind: 'books', books: { reconciled: true, driftPercent: 26 } }, clean, clean, clean],
      'auto-live',
      'propose',
    ],
    [
      'a difference from the venue',
      [{ kind: 'books', books: { reconciled: false, driftPercent: 0 } }, clean, clean, clean],
      'auto-live',
      'propose',
    ],
    ['a ceiling of propose', [good, clean, clean, clean, clean], 'propose', 'propose'],
    ['a ceiling of shadow', [good, clean, clean, clean, clean], 'shadow', 'shadow'],
  ])('with %s', ([, events, ceiling, mode]) => {
    expect(play(events, ceiling).state.mode).toBe(mode);
  });
});

describe('demotion', () => {
  test.for<readonly [string, readonly StandingEvent[], string[]]>([
    ['three faults in a row', [faulty, faulty, faulty], ['auto-paper>propose']],
    ['faults with a clean decision between them', [faulty, faulty, clean, faulty, faulty], []],
    ['a leak', [{ kind: 'leak' }], ['auto-paper>shadow']],
    [
      'a difference from the venue',
      [{ kind: 'books', books: { reconciled: false, driftPercent: null } }],
      ['auto-paper>propose'],
    ],
    [
      'costs that drifted away',
      [{ kind: 'books', books: { reconciled: true, driftPercent: 40 } }],
      ['auto-paper>propose'],
    ],
    [
      'three faults, then what was lost is earned again',
      [good, faulty, faulty, faulty, clean, clean, clean],
      ['auto-paper>propose', 'propose>auto-paper'],
    ],
    [
      'a leak is not earned back',
      [good, { kind: 'leak' }, clean, clean, clean, clean],
      ['auto-paper>shadow'],
    ],
  ])('%s', ([, events, changes]) => {
    expect(play(events, 'auto-paper').changes).toEqual(changes);
  });
});

describe('a restart', () => {
  const kept: Standing = { ...firstStanding('auto-paper', 'basis'), mode: 'propose', clean: 2 };
  test('does not undo a demotion', () => {
    expect(resumeStanding(kept, 'auto-paper', 'basis')).toMatchObject({
      mode: 'propose',
      clean: 2,
    });
  });
  test('with another model, prompt or policy begins anew', () => {
    expect(resumeStanding({ ...kept, mode: 'auto-live' }, 'auto-live', 'other')).toMatchObject({
      mode: 'propose',
      clean: 0,
    });
  });
  test('goes on at what was earned, and no record of paper opens real money', () => {
    expect(resumeStanding({ ...kept, mode: 'auto-live' }, 'auto-live', 'basis').mode).toBe(
      'auto-live',
    );
    expect(resumeStanding({ ...kept, mode: 'auto-paper' }, 'auto-live', 'basis').mode).toBe(
      'propose',
    );
  });
  test('under a lower ceiling stays below it', () => {
    expect(resumeStanding({ ...kept, mode: 'auto-live' }, 'shadow', 'basis').mode).toBe('shadow');
  });
});

const anEvent: fc.Arbitrary<StandingEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(clean) },
  { weight: 1, arbitrary: fc.constant(faulty) },
  { weight: 1, arbitrary: fc.constant<StandingEvent>({ kind: 'leak' }) },
  fc
    .record({
      reconciled: fc.boolean(),
      driftPercent: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
    })
    .map((books): StandingEvent => ({ kind: 'books', books })),
);

test('whatever happens, auto-live stands on clean decisions in a row, agreeing books and small drift', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 60 }), (events) => {
      let state = firstStanding('auto-live', 'basis');
      let run = 0;
      for (const event of events) {
        const before = state;
        run = event.kind === 'clean-decision' ? run + 1 : event.kind === 'books' ? run : 0;
        const step = standingStep(before, event, { ceiling: 'auto-live', policy });
        state = step.state;
        if (step.change?.to !== 'auto-live') continue;
        expect(run).toBeGreaterThanOrEqual(policy.cleanToPromote);
        expect(state.books?.reconciled).toBe(true);
        expect(state.books?.driftPercent ?? 99).toBeLessThanOrEqual(policy.maxDriftPercent);
      }
    }),
    { numRuns: 1_000 },
  );
});
