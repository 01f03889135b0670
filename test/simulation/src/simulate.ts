/** `npm run -s simulate`: seeds in, one JSON document out. @module */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSeeds } from './run-seeds.ts';
import { isStageName, type StageName } from './stages.ts';
import { SimulationTally, type SimulationReport } from './simulation-report.ts';

/** How many of the seeds are run a second time and compared. */
const comparedShare = 20;

const usage =
  'usage: npm run -s simulate -- [--venue paper|gemini] [--seeds N] [--first SEED] [--seed SEED] [--disk]';

/** Runs what the arguments ask for; resolves to the exit code. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      first: { type: 'string', default: '1' },
      seed: { type: 'string' },
      disk: { type: 'boolean', default: false },
      venue: { type: 'string', default: 'paper' },
    },
  });
  const one = values.seed === undefined ? undefined : Number(values.seed);
  const count = Number(values.seeds);
  const first = Number(values.first);
  const { venue, disk } = values;
  const whole = [one ?? 1, count, first].every(
    (value) => Number.isSafeInteger(value) && value >= 0,
  );
  if (!whole || !isStageName(venue)) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { failed, ...report } = await runSimulation(
    one === undefined
      ? { venue, disk, seeds: count, first }
      : { venue, disk, seeds: 1, first: one, twice: true },
  );
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return failed ? 1 : 0;
}

/** Which seeds; `twice` runs all of them a second time instead of one in twenty, `disk` keeps the journal in files that a crash cuts. */
export type SimulationOptions = {
  readonly venue?: StageName;
  readonly seeds: number;
  readonly first: number;
  readonly twice?: boolean;
  readonly disk?: boolean;
};

/** Runs a window of seeds, after those that failed once, and tells how far it is on standard error. */
export async function runSimulation(
  options: SimulationOptions,
): Promise<SimulationReport & { readonly failed: boolean }> {
  const { venue = 'paper', seeds: count, first, twice = false, disk = false } = options;
  const fresh = Array.from({ length: count }, (_, index) => first + index);
  const seeds = twice ? fresh : [...new Set([...onceFailing(venue), ...fresh])];
  const again = seeds.filter((_, at) => twice || at % comparedShare === 0);
  const lane = { venue, disk };
  const tally = new SimulationTally(lane);
  const started = performance.now();
  let told = started;
  await runSeeds(lane, [...seeds, ...again], (result) => {
    tally.add(result);
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    const broken = tally.brokenSeeds().length;
    process.stderr.write(`${tally.count} of ${seeds.length} seeds, ${broken} broken\n`);
  });
  const { failed } = tally;
  return { ...tally.report((performance.now() - started) / 1_000), failed };
}

/** Seeds that have failed once, the checked-in list: run first and for ever. */
function onceFailing(venue: StageName): readonly number[] {
  const text = readFileSync(
    new URL('../../../simulation/once-failing-seeds.json', import.meta.url),
    'utf8',
  );
  return (JSON.parse(text) as Readonly<Record<StageName, readonly number[]>>)[venue];
}
