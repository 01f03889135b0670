/** One core's share of the seeds. @module */
import { parentPort, workerData } from 'node:worker_threads';
import { ProcessDied } from './process-died.ts';
import { runSeed, type SeedResult } from './run-seed.ts';
import type { Block, Order } from './run-seeds.ts';
import { stages, type StageName } from './stages.ts';

let rejected: unknown;
for (const kind of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(kind, (error: unknown) => {
    if (!(error instanceof ProcessDied)) rejected = error;
  });

parentPort?.on('message', ({ seeds, disk }: Order) => {
  void runBlock(seeds, disk).then((block) => parentPort?.postMessage(block));
});

async function runBlock(seeds: readonly number[], disk: boolean): Promise<Block> {
  const results: SeedResult[] = [];
  for (const seed of seeds) {
    rejected = undefined;
    const result = await runSeed(seed, await stages[workerData as StageName](), disk);
    results.push(rejected === undefined ? result : withRejection(result, rejected));
  }
  return { results };
}

/** A promise that failed and that nobody watched is a defect of its own. */
function withRejection(result: SeedResult, error: unknown): SeedResult {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...result, breaks: [...result.breaks, { invariant: 'uncaught', message }] };
}
