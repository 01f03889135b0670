/** The conformance suite as tests of whichever framework. @module */
import { deepEqual } from 'node:assert/strict';
import { conformanceCases } from './conformance-cases.ts';
import type { Need } from './conformance-case.ts';
import type { ConformanceVenue } from './conformance-venue.ts';
import { runCase, skippedCases } from './run-conformance.ts';

/** The two words that vitest, jest and node:test share. */
export type TestFramework = {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => Promise<void>) => unknown;
};

/** Rules that a venue must leave out, each with the one need that it lacks. */
export type ExpectedSkips = Readonly<Record<string, Need>>;

/**
 * Declares one test per rule, and one that the venue leaves out exactly the rules named.
 *
 * `describeTrader(venue, { T430: 'type:trailing-stop' }, { describe, test })`
 */
export function describeTrader(
  venue: ConformanceVenue,
  skips: ExpectedSkips,
  { describe, test }: TestFramework,
): void {
  const skipped = skippedCases(venue);
  const left = new Set(skipped.map(({ id }) => id));
  describe(`trader contract: ${venue.name}`, () => {
    test('leaves out exactly the rules that it says, and says why', async () => {
      deepEqual(Object.fromEntries(skipped.map(({ id, missing }) => [id, missing[0]])), skips);
    });
    test('can do what its profile says', async () => {
      await using rig = await venue.start();
      deepEqual(rig.trader.capabilities, venue.capabilities);
    });
    for (const rule of conformanceCases.filter(({ id }) => !left.has(id)))
      test(`${rule.id} ${rule.title}`, () => runCase(venue, rule));
  });
}
