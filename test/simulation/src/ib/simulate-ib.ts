/** `npm run -s prove -- simulate-ib`: seeds over the wire in, one report out. @module */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ibRareEventNames } from './ib-rare-events.ts';
import type { IBSeedResult } from './run-ib-seed.ts';

/** How many of the seeds run a second time and are compared. */
const comparedShare = 20;
/** A run of fewer seeds may miss a rare situation by chance. */
const seedsForEveryRarity = 1_000;
const shownBreaks = 20;

/** The figures of a run. `different` are seeds that took another course the second time. */
export type IBSimulationReport = {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly steps: number;
  readonly fewestSteps: number;
  readonly intents: number;
  readonly fewestIntents: number;
  readonly crashes: number;
  readonly processes: number;
  readonly executions: number;
  readonly rare: Readonly<Record<string, number>>;
  readonly neverMet: readonly string[];
  readonly breaks: number;
  readonly broken: readonly {
    readonly seed: number;
    readonly invariant: string;
    readonly message: string;
    readonly again: string;
  }[];
  readonly comparedTwice: number;
  readonly different: readonly number[];
  readonly digest: string;
  readonly seconds: number;
};

/** Runs a window of seeds after those that failed once; with `seeds` 1 that seed alone, twice. */
export async function simulateIB(seeds: number, first: number): Promise<IBSimulationReport> {
  const started = performance.now();
  const fresh = Array.from({ length: seeds }, (_, index) => first + index);
  const all = seeds === 1 ? fresh : [...new Set([...onceFailing(), ...fresh])];
  const again = all.filter((_, at) => at % comparedShare === 0);
  const results = new Map<number, IBSeedResult>();
  const different: number[] = [];
  let told = started;
  await onEveryCore([...all, ...again], (result) => {
    const before = results.get(result.seed);
    if (before === undefined) results.set(result.seed, result);
    else if (before.digest !== result.digest) different.push(result.seed);
    if (performance.now() - told < 10_000) return;
    told = performance.now();
    process.stderr.write(`${results.size} of ${all.length} seeds\n`);
  });
  const sorted = all.flatMap((seed) => results.get(seed) ?? []);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return { ...reportOf(sorted), firstSeed: first, comparedTwice: again.length, different, seconds };
}

function reportOf(results: readonly IBSeedResult[]) {
  const sum = (count: (result: IBSeedResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const rare = Object.fromEntries(
    ibRareEventNames.map((name) => [name, sum((result) => result.rare[name as never] ?? 0)]),
  );
  const broken = results.flatMap(({ seed, breaks }) =>
    breaks.map((one) => ({ seed, ...one, again: `npm run -s prove -- simulate-ib 1 ${seed}` })),
  );
  return {
    seeds: results.length,
    steps: sum(({ steps }) => steps),
    fewestSteps: Math.min(...results.map(({ steps }) => steps)),
    intents: sum(({ intents }) => intents),
    fewestIntents: Math.min(...results.map(({ intents }) => intents)),
    crashes: sum(({ crashes }) => crashes),
    processes: sum(({ processes }) => processes),
    executions: sum(({ executions }) => executions),
    rare,
    neverMet:
      results.length < seedsForEveryRarity
        ? []
        : ibRareEventNames.filter((name) => rare[name] === 0),
    breaks: broken.length,
    broken: broken.slice(0, shownBreaks),
    digest: createHash('sha256')
      .update(results.map(({ digest }) => digest).join('\n'))
      .digest('hex'),
  };
}

/** Hands seeds out one by one; each result is told once, in any order. */
async function onEveryCore(
  seeds: number[],
  onResult: (result: IBSeedResult) => void,
): Promise<void> {
  const lane = async (): Promise<void> => {
    const worker = new Worker(new URL('ib-seed-worker.js', import.meta.url));
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const done = new Promise<IBSeedResult>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject);
      });
      worker.postMessage(seed);
      onResult(await done);
      worker.removeAllListeners('error');
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), seeds.length) }, lane));
}

/** Seeds that have failed once: run first and for ever. */
function onceFailing(): readonly number[] {
  const file = new URL('../../../../simulation/once-failing-ib-seeds.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly seeds: readonly number[] }).seeds;
}
