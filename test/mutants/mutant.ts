/** One defect to plant. @module */
import type { StageName } from '../simulation/src/stages.ts';

/** A replacement in one built file of the product; the text must be there exactly once. */
export type Mutant = {
  /** What the product would do wrong. */
  readonly name: string;
  /** The venue at which it is hunted; the paper venue where left out. */
  readonly stage?: StageName | 'ib';
  /** Below `packages/`, such as `engine/dist/execution/execution-engine.js`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Only a power loss shows it: hunted with the journal in files. */
  readonly disk?: boolean;
};
