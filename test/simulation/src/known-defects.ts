/** Defects that the simulation has found and that are not repaired yet. @module */
import type { Break } from './world.ts';

/** One of them: breaks that match are counted, and do not fail a run. The list is to be empty. */
type KnownDefect = { readonly what: string; readonly invariant: string; readonly message: RegExp };

const knownDefects: readonly KnownDefect[] = [];

/** True when a listed defect explains the break. */
export function isKnown({ invariant, message }: Break): boolean {
  return knownDefects.some((one) => one.invariant === invariant && one.message.test(message));
}
