/** Runs seeds with one defect planted until one of them breaks; a process of its own. @module */
import { register } from 'node:module';
import { mutants } from './mutants.ts';

const [, , name, first, most] = process.argv;
const mutant = mutants.find((one) => one.name === name);
if (mutant === undefined) throw new Error(`There was no mutant "${name}".`);
register('./plant-mutant.js', import.meta.url, { data: mutant });

// Imported late: every file of the product must come through the hook.
const { runSeed } = await import('../simulation/src/run-seed.ts');
const { stages } = await import('../simulation/src/stages.ts');
const { ProcessDied } = await import('../simulation/src/process-died.ts');
const { runIBSeed } = await import('../simulation/src/ib/run-ib-seed.ts');
const { stage = 'paper' } = mutant;
const raise = stage === 'ib' ? undefined : await stages[stage]();
let rejected: unknown;
for (const kind of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(kind, (error: unknown) => {
    if (!(error instanceof ProcessDied)) rejected = error;
  });

let seeds = 0;
let by: string | null = null;
for (let seed = Number(first); seeds < Number(most) && by === null; seed += 1) {
  const { breaks } = await (stage === 'ib'
    ? runIBSeed(seed)
    : runSeed(seed, raise, mutant.disk === true));
  seeds += 1;
  by = rejected === undefined ? (breaks[0]?.invariant ?? null) : 'uncaught';
}
// Requests of processes that are over still wait for their answers.
process.stdout.write(JSON.stringify({ seeds, by }), () => process.exit());
