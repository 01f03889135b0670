/** Starts the process that watches over a session, and gives it signs of life. @module */
import { spawn } from 'node:child_process';
import type { LoggerOf } from '../logging/create-logger.ts';

/** What the watchdog is started with. */
export type StartWatchdogOptions = {
  /** The script that this process runs. */
  readonly launcher: string;
  readonly configFile: string | undefined;
  readonly logger: LoggerOf;
};

const beatMs = 1_000;

/** A beat is a byte that the event loop writes: a loop that hangs writes none. `close` says goodbye. */
export function startWatchdog(options: StartWatchdogOptions): { readonly close: () => void } {
  const { launcher, configFile, logger } = options;
  const flags = configFile === undefined ? [] : ['--config', configFile];
  const child = spawn(
    process.execPath,
    [launcher, 'watchdog', '--pid', String(process.pid), ...flags],
    { stdio: ['pipe', 'ignore', 'inherit'], detached: true },
  );
  let closed = false;
  const lost = (): void => {
    clearInterval(timer);
    if (!closed) logger('watchdog').error('the watchdog is gone: nobody sees this bot hang');
  };
  const timer = setInterval(() => child.stdin.write('.'), beatMs);
  child.on('error', lost);
  child.on('exit', lost);
  child.stdin.on('error', lost);
  child.unref();
  return {
    close: () => {
      closed = true;
      clearInterval(timer);
      if (child.stdin.writable) child.stdin.end('bye');
    },
  };
}
