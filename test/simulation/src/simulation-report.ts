/** Sums the seeds of a run up. @module */
import { createHash } from 'node:crypto';
import { isKnown } from './known-defects.ts';
import { noRareEvents, rareEventNames, type RareCounts, type RareEvent } from './rare-events.ts';
import type { SeedResult } from './run-seed.ts';
import type { Lane } from './run-seeds.ts';
import { elsewhereOnly } from './rare-events.ts';
import type { StageName } from './stages.ts';

/** A run of fewer seeds may miss a rare situation by chance. */
const seedsForEveryRarity = 1_000;
const seedsForDiskRarity = 100;
const shownBreaks = 20;

/** The JSON of `npm run -s simulate`. */
export type SimulationReport = {
  readonly lane: 'memory' | 'disk';
  readonly venue: StageName;
  readonly seeds: number;
  readonly firstSeed: number | null;
  readonly steps: number;
  readonly fewestSteps: number | null;
  readonly intents: number;
  readonly fewestIntents: number | null;
  readonly processes: number;
  readonly crashes: number;
  readonly crashesPerSeed: number;
  readonly executions: number;
  /** Most commits and port calls of a process without giving way. */
  readonly mostWorkInARow: number;
  readonly rare: RareCounts;
  readonly neverMet: readonly RareEvent[];
  readonly breaks: number;
  readonly broken: readonly {
    readonly seed: number;
    readonly invariant: string;
    readonly message: string;
    readonly again: string;
  }[];
  /** Seeds that broke on a defect that is listed, and on nothing else. */
  readonly knownDefects: number;
  readonly comparedTwice: number;
  readonly different: readonly number[];
  readonly digest: string;
  readonly seconds: number;
  readonly seedsPerMinute: number;
};

/** Collects results as they come. */
export class SimulationTally {
  readonly #results = new Map<number, SeedResult>();
  readonly #different: number[] = [];
  readonly #lane: Lane;
  #compared = 0;

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  add(result: SeedResult): void {
    const before = this.#results.get(result.seed);
    if (before === undefined) {
      this.#results.set(result.seed, result);
      return;
    }
    this.#compared += 1;
    if (before.digest !== result.digest) this.#different.push(result.seed);
  }

  get failed(): boolean {
    return this.#breaks().length > 0 || this.#different.length > 0 || this.#neverMet().length > 0;
  }

  get count(): number {
    return this.#results.size;
  }

  /** Seeds whose breaks no list explains. */
  brokenSeeds(): readonly number[] {
    return [...new Set(this.#breaks().map(({ seed }) => seed))];
  }

  report(seconds: number): SimulationReport {
    const results = this.#sorted();
    const sum = (count: (result: SeedResult) => number): number =>
      results.reduce((total, result) => total + count(result), 0);
    const least = (count: (result: SeedResult) => number): number | null =>
      results.length === 0 ? null : Math.min(...results.map(count));
    const breaks = this.#breaks();
    const crashes = sum((result) => result.crashes);
    const runs = results.length + this.#compared;
    return {
      lane: this.#lane.disk ? 'disk' : 'memory',
      venue: this.#lane.venue,
      seeds: results.length,
      firstSeed: results[0]?.seed ?? null,
      steps: sum((result) => result.steps),
      fewestSteps: least((result) => result.steps),
      intents: sum((result) => result.intents),
      fewestIntents: least((result) => result.intents),
      processes: sum((result) => result.processes),
      crashes,
      crashesPerSeed: round(crashes / Math.max(1, results.length)),
      executions: sum((result) => result.executions),
      mostWorkInARow: Math.max(0, ...results.map((result) => result.mostWork)),
      rare: this.#rare(),
      neverMet: this.#neverMet(),
      breaks: breaks.length,
      broken: breaks.slice(0, shownBreaks),
      knownDefects: results.filter(({ breaks: all }) => all.length > 0 && all.every(isKnown))
        .length,
      comparedTwice: this.#compared,
      different: this.#different,
      digest: createHash('sha256')
        .update(results.map(({ digest }) => digest).join('\n'))
        .digest('hex'),
      seconds: round(seconds),
      seedsPerMinute: Math.round((runs / seconds) * 60),
    };
  }

  #sorted(): readonly SeedResult[] {
    return [...this.#results.values()].sort((left, right) => left.seed - right.seed);
  }

  #breaks(): SimulationReport['broken'] {
    const { venue, disk } = this.#lane;
    const words = `${venue === 'paper' ? '' : `--venue ${venue} `}${disk ? '--disk ' : ''}`;
    return this.#sorted().flatMap(({ seed, breaks }) =>
      breaks
        .filter((one) => !isKnown(one))
        .map((one) => ({
          seed,
          ...one,
          again: `npm run -s simulate -- ${words}--seed ${seed}`,
        })),
    );
  }

  #rare(): RareCounts {
    const total = noRareEvents();
    for (const { rare } of this.#results.values())
      for (const name of rareEventNames) total[name] += rare[name];
    return total;
  }

  #neverMet(): readonly RareEvent[] {
    const total = this.#rare();
    const { venue, disk } = this.#lane;
    const must = rareEventNames.filter(
      (name) => name.startsWith('disk:') === disk && !elsewhereOnly[venue].has(name),
    );
    const least = disk ? seedsForDiskRarity : seedsForEveryRarity;
    return this.#results.size < least ? [] : must.filter((name) => total[name] === 0);
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
