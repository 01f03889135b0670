/** The arm token as a file below the data folder. @module */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { armingOf, type ArmToken, type Arming } from '@tradewright/engine';
import { z } from 'zod';
import type { Config } from '../config/load-config.ts';
import type { SessionPaths } from '../session/session-paths.ts';

const tokenSchema = z.strictObject({
  venue: z.string(),
  accountId: z.string(),
  expiresAt: z.number().int(),
});

/** Where a person left it. */
export function armFile({ data }: Pick<SessionPaths, 'data'>): string {
  return join(data, 'arm.json');
}

/** `undefined` when there is none; what cannot be read arms nothing. */
function readArmToken(path: string): ArmToken | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return tokenSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Replaces the one that was there; only its owner may read it. */
export function writeArmToken(path: string, token: ArmToken): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(token)}\n`, { mode: 0o600 });
}

/** Harmless when there is none. */
export function removeArmToken(path: string): void {
  rmSync(path, { force: true });
}

/** Whether the account of a venue is armed now; read afresh, so that `disarm` and the end of a token count at once. */
export function armingNow(
  config: Pick<Config, 'TRADING_MODE' | 'LIVE_ACCOUNT_ID'>,
  paths: Pick<SessionPaths, 'data'>,
  account: { readonly venue: string; readonly accountId: string; readonly now: number },
): Arming {
  return armingOf({
    mode: config.TRADING_MODE,
    typedAccountId: config.LIVE_ACCOUNT_ID,
    token: readArmToken(armFile(paths)),
    ...account,
  });
}
