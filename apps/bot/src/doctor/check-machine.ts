/** Whether this machine can run a session: its Node, its disk, its database. @module */
import { accessSync, constants, existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { TradewrightError, type Halt } from '@tradewright/core';
import { openStore } from '@tradewright/store';
import type { SessionPaths } from '../session/session-paths.ts';
import { fine, problem, warning, type Finding } from './finding.ts';

/** @param version - As `process.versions.node` gives it. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22;
  return good
    ? fine('node', version)
    : problem('node', version, 'install Node 20.19 or newer of line 20, or 22.14 and up');
}

const enoughBytes = 500_000_000;

/** Whether the data folder can be written and has room. */
export function checkFolder({ data }: SessionPaths): readonly Finding[] {
  const made = !existsSync(data);
  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.W_OK);
    const { bavail, bsize } = statfsSync(data);
    const free = `${((Number(bavail) * bsize) / 1e9).toFixed(1)} GB free`;
    return [
      bavail * bsize < enoughBytes
        ? warning('data folder', `${data}, ${free}`, 'make room, or set DATA_PATH elsewhere')
        : fine('data folder', `${data}, ${free}`),
    ];
  } catch {
    return [
      problem('data folder', `${data} cannot be written`, 'give rights to it, or set DATA_PATH'),
    ];
  } finally {
    if (made && existsSync(data)) rmSync(data, { recursive: true });
  }
}

/** Whether the newest session can be read and its chain holds. */
export function checkDatabase({ database }: SessionPaths): readonly Finding[] {
  if (!existsSync(database)) return [fine('database', 'none yet; the first session makes it')];
  try {
    accessSync(dirname(database), constants.W_OK);
    const store = openStore({ path: database, readOnly: true });
    try {
      const last = store.lastSession();
      if (last === undefined) return [fine('database', 'no session yet')];
      const { problem: broken } = store.verify(last);
      const halts = store.portfolio(store.record(last).portfolioId).halts();
      const count = `${String(store.sessions().length)} sessions`;
      return broken === null
        ? [fine('database', `${count}, the chain of the newest holds`), ...halts.map(haltFinding)]
        : [
            problem(
              'database',
              `${count}; ${broken}`,
              'keep the file, restore a copy, and look at `tradewright verify`',
            ),
          ];
    } finally {
      store.close();
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const hint = TradewrightError.is(error) ? error.hint : undefined;
    return [problem('database', text, hint ?? 'set DATABASE_PATH to a file that can be read')];
  }
}

/** Entries wait for a person; a session runs all the same. */
function haltFinding({ haltId, reason }: Halt): Finding {
  return warning(
    `halt ${haltId}`,
    reason,
    `once somebody has looked, run \`tradewright resume --clear-halt ${haltId}\``,
  );
}
