/** Tells one process from a later one with the same id. @module */
import { readFileSync } from 'node:fs';

/** A process of this machine. `started` is the kernel's start tick, `null` where the system does not say. */
export type ProcessIdentity = { readonly pid: number; readonly started: string | null };

/** The identity of a running process; `undefined` when it is not running. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EPERM') return undefined;
  }
  return { pid, started: startTick(pid) };
}

/** True while exactly this process runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = processIdentity(identity.pid);
  return (
    now !== undefined &&
    (identity.started === null || now.started === null || now.started === identity.started)
  );
}

function startTick(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold blanks: count the fields behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not taken note yet.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null);
  } catch {
    return null;
  }
}
