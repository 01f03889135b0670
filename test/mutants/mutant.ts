/** One defect to plant. @module */

/** A replacement in one built file of the product; the text must be there exactly once. */
export type Mutant = {
  /** What the product would do wrong. */
  readonly name: string;
  /** Below `packages/`, such as `engine/dist/execution/execution-engine.js`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Only a power loss shows it: hunted with the journal in files. */
  readonly disk?: boolean;
};
