/** Runs many seeds on every core. @module */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SeedResult } from './run-seed.ts';
import type { StageName } from './stages.ts';

/** Which venue, and whether the journal is kept in files that a crash cuts. */
export type Lane = { readonly venue: StageName; readonly disk: boolean };

/** What a worker is asked for. */
export type Order = { readonly seeds: readonly number[]; readonly disk: boolean };

/** What a worker answers per block. */
export type Block = { readonly results: readonly SeedResult[] };

const blockSize = 10;

/** Hands out blocks of seeds to workers; each result is told once, in any order. */
export async function runSeeds(
  { venue, disk }: Lane,
  seeds: readonly number[],
  onResult: (result: SeedResult) => void,
): Promise<void> {
  const blocks: Order[] = [];
  for (let at = 0; at < seeds.length; at += blockSize)
    blocks.push({ seeds: seeds.slice(at, at + blockSize), disk });
  const count = Math.min(availableParallelism(), blocks.length);
  await Promise.all(Array.from({ length: count }, () => drain(venue, blocks, onResult)));
}

function drain(
  stage: StageName,
  blocks: Order[],
  onResult: (result: SeedResult) => void,
): Promise<void> {
  const worker = new Worker(new URL('seed-worker.js', import.meta.url), { workerData: stage });
  return new Promise((resolve, reject) => {
    const next = (): void => {
      const block = blocks.shift();
      if (block === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(block);
    };
    worker.on('message', ({ results }: Block) => {
      for (const result of results) onResult(result);
      next();
    });
    worker.on('error', reject);
    next();
  });
}
