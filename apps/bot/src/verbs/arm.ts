/** `tradewright arm ACCOUNT | disarm`: one of the three facts without which no order risks real money. @module */
import { TradewrightError } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { armFile, armingNow, removeArmToken, writeArmToken } from '../money/arm-file.ts';
import { minuteText } from '../output/time-text.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

const defaultMinutes = 60;
const mostMinutes = 24 * 60;

/** Leaves a token for one account at the configured venue. It sends nothing and asks nobody. */
export async function arm(
  accountId: string,
  options: GlobalOptions & { readonly minutes?: string },
): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { config, paths } = context;
  const { name: venue } = venueNamed(config.ACTIVE_EXCHANGE);
  const now = context.clock.now();
  const token = { venue, accountId, expiresAt: now + minutesOf(options.minutes) * 60_000 };
  writeArmToken(armFile(paths), token);
  const arming = armingNow(config, paths, { venue, accountId, now });
  const missing = arming.armed ? [] : arming.missing;
  show(context, { ...token, armed: arming.armed, missing }, () =>
    [
      `${venue} ${accountId} has an arm token until ${minuteText(token.expiresAt)} UTC.\n`,
      ...missing.map((fact) => `Still missing: ${fact}.\n`),
    ].join(''),
  );
  return 0;
}

/** Takes the token away; a running bot takes no new risk with real money from then on. */
export async function disarm(options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  removeArmToken(armFile(context.paths));
  show(context, { armed: false }, () => 'Disarmed: no order risks real money.\n');
  return 0;
}

function minutesOf(text: string | undefined): number {
  const minutes = text === undefined ? defaultMinutes : Number(text);
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= mostMinutes) return minutes;
  throw new TradewrightError('USAGE', `--minutes was "${String(text)}".`, {
    hint: `it takes whole minutes from 1 to ${String(mostMinutes)}`,
  });
}
