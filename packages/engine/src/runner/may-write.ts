/** Whether the books still belong to this process. @module */
import type { RunnerParts } from './runner-parts.ts';

/** False once another process owns the account: it goes on with these books, and what we would add it does not know. */
export function mayWrite(fence: RunnerParts['fence']): boolean {
  try {
    fence?.();
    return true;
  } catch {
    return false;
  }
}
