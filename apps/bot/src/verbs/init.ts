/** `tradewright init`: a commented configuration file, and what to do next. @module */
import { existsSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { TradewrightError } from '@tradewright/core';
import { configTemplate } from '../config/config-template.ts';
import type { ExitCode } from '../exit-code.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import type { GlobalOptions } from './verb-context.ts';

/** Options of the verb. */
export type InitOptions = GlobalOptions & {
  readonly venue?: string;
  readonly to?: string;
  readonly force?: boolean;
};

/** @throws TradewrightError `USAGE` when the file is there, `VENUE_UNKNOWN`, `STORE_UNWRITABLE` */
export async function init(options: InitOptions): Promise<ExitCode> {
  const name = (options.venue ?? 'PAPER').toUpperCase();
  const entry = name === 'PAPER' ? undefined : venueNamed(name);
  const folder = process.cwd();
  const file = resolve(folder, options.to ?? 'tradewright.yaml');
  if (existsSync(file) && options.force !== true)
    throw new TradewrightError('USAGE', `${file} was there already.`, {
      hint: 'name another file with --to, or write over it with --force',
    });
  const text = configTemplate({ ACTIVE_EXCHANGE: name });
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new TradewrightError('STORE_UNWRITABLE', `${file} could not be written.`, {
      cause,
      hint: 'name another file with --to',
    });
  }
  const requiredKeys = entry?.requiredKeys ?? [];
  const setupPage = entry?.setupPage ?? null;
  const body = { file, venue: name, requiredKeys, setupPage };
  process.stdout.write(
    options.json === true ? `${JSON.stringify(body)}\n` : nextSteps(body, folder),
  );
  return 0;
}

function nextSteps(
  body: {
    readonly file: string;
    readonly venue: string;
    readonly requiredKeys: readonly string[];
    readonly setupPage: string | null;
  },
  folder: string,
): string {
  const { file, venue, requiredKeys, setupPage } = body;
  const keys =
    requiredKeys.length === 0
      ? []
      : [
          `  set ${requiredKeys.join(' and ')} in .env; ${setupPage ?? ''} shows where they come from`,
        ];
  return [
    `Wrote ${relative(folder, file)} for ${venue}.`,
    'Next',
    ...keys,
    '  npx tradewright doctor   finds what is still missing',
    venue === 'PAPER'
      ? '  npx tradewright demo     a session on recorded data'
      : '  npx tradewright health   asks the venue',
    '',
  ].join('\n');
}
