/** One core's share of the seeds over the wire. @module */
import { parentPort } from 'node:worker_threads';
import { ProcessDied } from '../process-died.ts';
import { runIBSeed, type IBSeedResult } from './run-ib-seed.ts';

let unwatched: unknown;
for (const kind of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(kind, (error: unknown) => {
    if (!(error instanceof ProcessDied)) unwatched = error;
  });

parentPort?.on('message', (seed: number) => {
  unwatched = undefined;
  void runIBSeed(seed).then((result) => parentPort?.postMessage(judged(result)));
});

/** A promise that failed and that nobody watched is a defect of its own. */
function judged(result: IBSeedResult): IBSeedResult {
  if (unwatched === undefined) return result;
  const message = unwatched instanceof Error ? (unwatched.stack ?? '') : JSON.stringify(unwatched);
  return { ...result, breaks: [...result.breaks, { invariant: 'uncaught', message }] };
}
