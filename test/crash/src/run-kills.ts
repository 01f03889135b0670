/** Kills a real bot process at random moments and at every named point, and compares venue and journal. @module */
import { SeededRandom } from '@tradewright/core';
import { killPoints } from './kill-points.ts';
import { namedJobs, randomJob, type KillJob } from './kill-job.ts';
import { KillRound } from './kill-round.ts';
import { KillTally } from './kill-tally.ts';

/** How many kills, and at which points by name; `planted` names a defect, and the run ends with the first break. */
export type KillOptions = {
  readonly seed: string;
  readonly random: number;
  readonly perPoint: number;
  readonly points?: readonly string[];
  readonly planted?: string;
};

const killsPerRound = 25;
/** A point that is not met is tried again, so often in all. */
const tries = 8;

/** Rounds that are played side by side, each with a venue and a database of its own. */
const lanes = 2;

/** Resolves to what was done and found. */
export async function runKills(options: KillOptions): Promise<KillTally> {
  const { seed, planted } = options;
  const tally = new KillTally();
  const waiting = jobsOf(options, new SeededRandom(`kill ${seed}`));
  const size = waiting.length;
  let told = performance.now();
  const isOver = (): boolean => planted !== undefined && tally.breaks > 0;
  let said = 0;
  const tell = (): void => {
    const wrong = tally.problems();
    for (const problem of wrong.slice(said)) process.stderr.write(`${problem}\n`);
    said = wrong.length;
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    process.stderr.write(`${size - waiting.length} of ${size} kills, ${tally.breaks} breaks\n`);
  };
  let rounds = 0;
  const lane = async (): Promise<void> => {
    while (waiting.length > 0 && !isOver()) {
      rounds += 1;
      const round = await KillRound.begin(`${seed} ${rounds}`, tally, planted);
      for (let kills = 0; kills < killsPerRound && !isOver(); kills += 1) {
        const jobs = waiting.pop();
        if (jobs === undefined) break;
        if (!(await perform(round, jobs))) tally.failures.push(`"${nameOf(jobs)}" was never met`);
        tell();
      }
      if (isOver()) round.stop();
      else await round.end();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return tally;
}

function jobsOf(options: KillOptions, random: SeededRandom): (readonly KillJob[])[] {
  const jobs: (readonly KillJob[])[] = [];
  for (let count = 0; count < options.random; count += 1) jobs.push([randomJob(random)]);
  for (const point of options.points ?? killPoints)
    for (let count = 0; count < options.perPoint; count += 1) jobs.push(namedJobs(point, random));
  return shuffled(jobs, random);
}

async function perform(round: KillRound, jobs: readonly KillJob[]): Promise<boolean> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    let met = true;
    for (const job of jobs) met = (await round.kill(job)) && met;
    if (met) return true;
  }
  return false;
}

function nameOf(jobs: readonly KillJob[]): string {
  const last = jobs.at(-1);
  return last?.kind === 'named' ? last.point : 'a random moment';
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): Item[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [copy[last], copy[other]] = [copy[other] as Item, copy[last] as Item];
  }
  return copy;
}
