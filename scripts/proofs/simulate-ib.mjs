// Whole sessions through IBTrader and the real client library against the TWS simulator: no order lost, doubled or invented.
import { simulateIB } from '../../test/dist/simulation/src/ib/simulate-ib.js';

const fullCount = 2_000;

/** The count is that of the seeds; a second argument is the first of them. */
export async function prove(count = fullCount, first = 1) {
  const report = await simulateIB(count, first);
  const { breaks, different, neverMet } = report;
  return { ...report, breaks: breaks + different.length + neverMet.length };
}
