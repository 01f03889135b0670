/** `tradewright record model`: what a model was asked and answered in a session, as a cassette. @module */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TradewrightError } from '@tradewright/core';
import { findPrivate, withoutPrivate, type Cassette } from '@tradewright/agent';
import type { ExitCode } from '../exit-code.ts';
import { readCassette } from '../session/open-agent.ts';
import {
  chosenSession,
  readingStore,
  show,
  verbContext,
  type GlobalOptions,
  type VerbContext,
} from './verb-context.ts';

/** Options of the verb. */
export type RecordModelOptions = GlobalOptions & { readonly to?: string };

/**
 * Every session keeps its exchanges, already without keys, accounts and canary. This cleans them once
 * more, refuses a file that still holds something private, and says where it may be played.
 *
 * @throws TradewrightError `DATA_UNREADABLE`, `FIXTURE_INVALID`, `STORE_UNWRITABLE`
 */
export async function recordModel(options: RecordModelOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const session = sessionOf(context, options.session);
  const from = context.paths.exchangesOf(session);
  if (!existsSync(from))
    throw new TradewrightError('DATA_UNREADABLE', `The session ${session} asked no model.`, {
      hint: 'run one with AGENT_PROVIDER=openai; `tradewright model-simulator` serves a scripted endpoint',
    });
  const cassette = readCassette(from);
  const { config, folder, paths } = context;
  const file = resolve(folder, options.to ?? join(paths.data, 'recordings', `${session}.jsonl.gz`));
  const { OPENAI_API_KEY, LLM_FALLBACK_API_KEY, IB_ACCOUNT_ID, GEMINI_API_KEY } = config;
  const secrets = [OPENAI_API_KEY, LLM_FALLBACK_API_KEY, IB_ACCOUNT_ID, GEMINI_API_KEY];
  const text = withoutPrivate(
    textOf(cassette),
    Object.fromEntries(secrets.filter((one) => one !== '').map((one) => [one, 'REDACTED'])),
  );
  const left = findPrivate(text);
  if (left.length > 0)
    throw new TradewrightError('FIXTURE_INVALID', `The recording still held ${left.join(', ')}.`, {
      hint: 'nothing was written; report what it was in',
    });
  write(file, text);
  const { header, exchanges } = cassette;
  const failures = exchanges.filter(({ answer }) => answer === null).length;
  const body = { file, session, ...header, exchanges: exchanges.length, failures };
  show(
    context,
    body,
    () =>
      `${file}\nsource ${header.source}  model ${header.model}  exchanges ${String(exchanges.length)}  failures ${String(failures)}  nothing private found\nPlay it on the same data: AGENT_PROVIDER=cassette LLM_CASSETTE=${file} npx tradewright demo\n`,
  );
  return 0;
}

function sessionOf(context: VerbContext, asked: string | undefined): string {
  const store = readingStore(context);
  try {
    return chosenSession(store, asked);
  } finally {
    store.close();
  }
}

function textOf({ header, prompts, exchanges }: Cassette): string {
  const lines = [header, ...prompts.values(), ...exchanges];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, file.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  } catch (cause) {
    throw new TradewrightError('STORE_UNWRITABLE', `${file} could not be written.`, {
      cause,
      hint: 'name another file with --to',
    });
  }
}
