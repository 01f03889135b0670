// No order is lost, doubled or invented: 50,000 seeds without a break, and every planted defect found.
import { huntAll } from '../../test/dist/mutants/hunt.js';
import { runSimulation } from '../../test/dist/simulation/src/simulate.js';

const fullCount = 50_000;
/** Seeds within which a planted defect must show. */
const seedsPerMutant = 400;

/** The count is that of the seeds. */
export async function prove(count = fullCount) {
  const report = await runSimulation({ seeds: count, first: 1 });
  const mutants = await huntAll(1, seedsPerMutant);
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
