/** Plants each defect in turn and sees whether the simulation finds it. @module */
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mutants } from './mutants.ts';

/** `by` is the invariant that broke; `null` when `seeds` seeds found nothing. */
export type Hunted = {
  readonly mutant: string;
  readonly seeds: number;
  readonly by: string | null;
};

const run = promisify(execFile);

/** Hunts all mutants, each over at most `most` seeds from `first` on. */
export function huntAll(first: number, most: number): Promise<readonly Hunted[]> {
  const names = mutants.map(({ name }) => name);
  return hunt(names, first, most);
}

/** Hunts those that are named. */
export async function hunt(
  names: readonly string[],
  first: number,
  most: number,
): Promise<readonly Hunted[]> {
  const waiting = [...names];
  const hunted: Hunted[] = [];
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const found = await huntOne(name, first, most);
      hunted.push(found);
      process.stderr.write(`${found.by ?? 'NOT FOUND'} after ${found.seeds} seeds: ${name}\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return hunted;
}

async function huntOne(mutant: string, first: number, most: number): Promise<Hunted> {
  const script = fileURLToPath(new URL('hunt-one.js', import.meta.url));
  const { stdout } = await run(process.execPath, [script, mutant, String(first), String(most)]);
  return { mutant, ...(JSON.parse(stdout) as Omit<Hunted, 'mutant'>) };
}
