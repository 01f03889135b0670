/** `npm run -s simulate`: seeds in, one JSON document out. @module */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSeeds } from './run-seeds.ts';
import { SimulationTally } from './simulation-report.ts';

/** How many of the seeds are run a second time and compared. */
const comparedShare = 20;

const usage = 'usage: npm run -s simulate -- [--seeds N] [--first SEED] [--seed SEED]';

/** Runs what the arguments ask for; resolves to the exit code. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      first: { type: 'string', default: '1' },
      seed: { type: 'string' },
    },
  });
  const one = values.seed === undefined ? undefined : Number(values.seed);
  const count = Number(values.seeds);
  const first = Number(values.first);
  if (![one ?? 1, count, first].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const fresh = Array.from({ length: count }, (_, index) => first + index);
  const seeds = one === undefined ? [...new Set([...onceFailing(), ...fresh])] : [one];
  const again = one === undefined ? seeds.filter((_, at) => at % comparedShare === 0) : seeds;
  const tally = new SimulationTally();
  const started = performance.now();
  let told = started;
  await runSeeds([...seeds, ...again], (result) => {
    tally.add(result);
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    process.stderr.write(
      `${tally.count} of ${seeds.length} seeds, ${tally.brokenSeeds().length} broken\n`,
    );
  });
  const report = tally.report((performance.now() - started) / 1_000);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return tally.failed ? 1 : 0;
}

/** Seeds that have failed once, the checked-in list: run first and for ever. */
function onceFailing(): readonly number[] {
  const text = readFileSync(
    new URL('../../../simulation/once-failing-seeds.json', import.meta.url),
    'utf8',
  );
  return (JSON.parse(text) as { readonly seeds: readonly number[] }).seeds;
}
