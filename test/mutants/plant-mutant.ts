/** Loader hook that plants one defect. @module */
import type { Mutant } from './mutant.ts';

type Loaded = {
  readonly format: string;
  readonly source: unknown;
  readonly shortCircuit?: boolean;
};
type NextLoad = (url: string, context: unknown) => Promise<Loaded>;

let planted: Mutant | undefined;

/** Receives the mutant when the hook is registered. */
export function initialize(mutant: Mutant): void {
  planted = mutant;
}

/** Changes the one file; a text that is not there exactly once is an error, so that no mutant grows stale. */
export async function load(url: string, context: unknown, nextLoad: NextLoad): Promise<Loaded> {
  const loaded = await nextLoad(url, context);
  if (planted === undefined || !url.endsWith(`/packages/${planted.file}`)) return loaded;
  const parts = String(loaded.source).split(planted.find);
  if (parts.length !== 2)
    throw new Error(
      `"${planted.name}" found its text ${parts.length - 1} times in ${planted.file}`,
    );
  return { ...loaded, source: parts.join(planted.replace) };
}
