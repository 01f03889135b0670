/** Runs the rules of the contract over a venue, without a test framework. @module */
import { CaseBench } from './case-bench.ts';
import { conformanceCases } from './conformance-cases.ts';
import { missingNeeds, type ConformanceCase, type Need } from './conformance-case.ts';
import type { ConformanceVenue } from './conformance-venue.ts';

/** A rule that a venue is not asked about, and the needs that it does not meet. */
export type SkippedCase = { readonly id: string; readonly missing: readonly Need[] };

/** How a venue did. `failed` has the venue's own error for each rule that it broke. */
export type ConformanceReport = {
  readonly venue: string;
  readonly passed: readonly string[];
  readonly failed: readonly {
    readonly id: string;
    readonly title: string;
    readonly error: unknown;
  }[];
  readonly skipped: readonly SkippedCase[];
};

/** Runs one rule on a fresh rig. @throws whatever the rule found */
export async function runCase(venue: ConformanceVenue, rule: ConformanceCase): Promise<void> {
  await using rig = await venue.start();
  await rule.run(await CaseBench.on(rig));
}

/** The rules that a venue's capabilities, faults and facts leave out. */
export function skippedCases(
  venue: ConformanceVenue,
  rules: readonly ConformanceCase[] = conformanceCases,
): readonly SkippedCase[] {
  return rules
    .map(({ id, needs }) => ({ id, missing: missingNeeds(needs, venue) }))
    .filter(({ missing }) => missing.length > 0);
}

/** Runs every rule that applies, one after the other. */
export async function runConformance(
  venue: ConformanceVenue,
  rules: readonly ConformanceCase[] = conformanceCases,
): Promise<ConformanceReport> {
  const skipped = skippedCases(venue, rules);
  const left = new Set(skipped.map(({ id }) => id));
  const passed: string[] = [];
  const failed: ConformanceReport['failed'][number][] = [];
  for (const rule of rules.filter(({ id }) => !left.has(id))) {
    try {
      await runCase(venue, rule);
      passed.push(rule.id);
    } catch (error) {
      failed.push({ id: rule.id, title: rule.title, error });
    }
  }
  return { venue: venue.name, passed, failed, skipped };
}
