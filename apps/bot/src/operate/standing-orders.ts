/** What a person has ordered until further notice: two files that anybody can see, make and remove. @module */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SessionPaths } from '../session/session-paths.ts';

/** `PAUSE` and `KILL` in the data folder; each holds its reason and may be empty. */
export type StandingOrders = {
  readonly pause: (reason: string) => void;
  readonly kill: (reason: string) => void;
  /** Takes both back. */
  readonly clear: () => void;
  /** The reason; `undefined` while there is no pause. */
  readonly paused: () => string | undefined;
  /** The reason; `undefined` while the kill switch is not set. */
  readonly killed: () => string | undefined;
};

/** They outlive every process and hold for every bot of this data folder. */
export function standingOrders({ data }: Pick<SessionPaths, 'data'>): StandingOrders {
  const files = { pause: join(data, 'PAUSE'), kill: join(data, 'KILL') };
  const write = (path: string, reason: string): void => {
    mkdirSync(data, { recursive: true });
    const file = openSync(path, 'w');
    writeSync(file, `${reason}\n`);
    fsyncSync(file);
    closeSync(file);
  };
  return {
    pause: (reason) => write(files.pause, reason),
    kill: (reason) => write(files.kill, reason),
    clear: () => {
      rmSync(files.pause, { force: true });
      rmSync(files.kill, { force: true });
    },
    paused: () => reasonIn(files.pause),
    killed: () => reasonIn(files.kill),
  };
}

function reasonIn(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8').trim().slice(0, 200) || 'no reason given';
  } catch {
    // It is there and cannot be read: it holds all the same.
    return 'no reason given';
  }
}
