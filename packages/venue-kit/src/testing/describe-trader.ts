/** The conformance suite as tests of whichever framework. @module */
import { deepEqual } from 'node:assert/strict';
import { conformanceCases, facadeCases } from './conformance-cases.ts';
import type { ConformanceCase, Need } from './conformance-case.ts';
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
  framework: TestFramework,
): void {
  describeRules(`trader contract: ${venue.name}`, conformanceCases, { venue, skips, framework });
}

/** The same for the ccxt facade over a venue's trader: ccxt's own rules of its shapes, and of its calls. */
export function describeFacade(
  venue: ConformanceVenue,
  skips: ExpectedSkips,
  framework: TestFramework,
): void {
  describeRules(`ccxt facade: ${venue.name}`, facadeCases, { venue, skips, framework });
}

type Subject = {
  readonly venue: ConformanceVenue;
  readonly skips: ExpectedSkips;
  readonly framework: TestFramework;
};

function describeRules(title: string, rules: readonly ConformanceCase[], subject: Subject): void {
  const { venue, skips } = subject;
  const { describe, test } = subject.framework;
  const skipped = skippedCases(venue, rules);
  const left = new Set(skipped.map(({ id }) => id));
  describe(title, () => {
    test('leaves out exactly the rules that it says, and says why', async () => {
      deepEqual(Object.fromEntries(skipped.map(({ id, missing }) => [id, missing[0]])), skips);
    });
    test('can do what its profile says', async () => {
      await using rig = await venue.start();
      deepEqual(rig.trader.capabilities, venue.capabilities);
    });
    for (const rule of rules.filter(({ id }) => !left.has(id)))
      test(`${rule.id} ${rule.title}`, () => runCase(venue, rule));
  });
}
