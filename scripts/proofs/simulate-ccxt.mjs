// The order path with GeminiTrader and the real ccxt class in the loop: 2,000 seeds without a break, and every planted defect found.
import { hunt } from '../../test/dist/mutants/hunt.js';
import { geminiMutants } from '../../test/dist/mutants/gemini-mutants.js';
import { runSimulation } from '../../test/dist/simulation/src/simulate.js';

const fullCount = 2_000;
/** Seeds within which a planted defect must show. */
const seedsPerMutant = 200;

/** The count is that of the seeds, from the first one on. */
export async function prove(count = fullCount, first = 1) {
  const report = await runSimulation({ venue: 'gemini', seeds: count, first });
  const names = geminiMutants.map(({ name }) => name);
  const mutants = await hunt(names, first, seedsPerMutant);
  const alive = mutants.filter(({ by }) => by === null).map(({ mutant }) => mutant);
  const breaks = report.breaks + report.different.length + report.neverMet.length + alive.length;
  return {
    ...report,
    breaks,
    mutants: mutants.length,
    killed: mutants.length - alive.length,
    alive,
  };
}
