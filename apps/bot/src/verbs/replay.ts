/** `tradewright replay ID` and `tradewright verify ID`. @module */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TradewrightError } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { plainNumber } from '../output/money.ts';
import { minuteText } from '../output/time-text.ts';
import { variantText } from '../output/variant-text.ts';
import { changedCaps } from '../session/changed-caps.ts';
import { recordedSession, type RecordedSession } from '../session/recorded-session.ts';
import { replaySession } from '../session/replay-session.ts';
import { replayVariant, type Variant } from '../session/replay-variant.ts';
import { progressOf, readingStore, show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Options of the verb; at most one thing is changed. */
export type ReplayOptions = GlobalOptions & {
  readonly model?: string;
  readonly prompt?: string;
  readonly caps?: string;
};

/** Runs the session again from its tape; 1 when the digests differ, or when nobody can know what a change would have done. */
export async function replay(id: string, options: ReplayOptions): Promise<ExitCode> {
  const { model, prompt, caps } = options;
  const changes = [model, prompt, caps].filter((one) => one !== undefined).length;
  if (changes > 1)
    throw new TradewrightError('USAGE', `${String(changes)} things were to be changed at once.`, {
      hint: 'give one of --model, --prompt and --caps, so that a difference has one cause',
    });
  if (changes === 1) return replayChanged(id, options);
  const context = verbContext(options, 'warn');
  const result = await replaySession(context.config, context.folder, id);
  const verdict = result.equal ? 'the same digest' : 'ANOTHER DIGEST';
  show(
    context,
    result,
    () =>
      `${result.session}: ${result.events} bars replayed, ${verdict}\n  then ${result.expected}\n  now  ${result.digest}\n`,
  );
  return result.equal ? 0 : 1;
}

async function replayChanged(id: string, options: ReplayOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { config, folder, paths } = context;
  const session = await recordedSession(config, folder, id);
  const variant = variantOf(options, session, folder);
  const progress = progressOf(context);
  const report = await replayVariant(session, variant, {
    config,
    paths,
    onProgress: (events, time) =>
      progress.update(
        () => `${minuteText(time)} UTC  ${plainNumber(events)} of ${plainNumber(session.events)}`,
      ),
  }).finally(() => progress.clear());
  const changed = [options.model, options.prompt, options.caps].find((one) => one !== undefined);
  const view = {
    session: session.summary.id,
    changed: `${variant.kind} ${changed ?? ''}`,
    baseCurrency: session.setup.baseCurrency,
    ...report,
  };
  show(context, view, () => variantText(view));
  return report.certainty === 'unknown' ? 1 : 0;
}

function variantOf(options: ReplayOptions, session: RecordedSession, folder: string): Variant {
  const { model, prompt, caps } = options;
  if (model !== undefined) return { kind: 'model', model };
  if (prompt === undefined)
    return { kind: 'caps', caps: changedCaps(session.setup.caps, caps ?? '', folder) };
  const path = resolve(folder, prompt);
  try {
    return { kind: 'prompt', playbook: readFileSync(path, 'utf8').trim() };
  } catch (cause) {
    throw new TradewrightError('DATA_UNREADABLE', `The playbook ${path} could not be read.`, {
      cause,
      hint: 'give a text file that takes the place of the PLAYBOOK section of the instructions',
    });
  }
}

/** Recomputes the hash chain of the journal; 1 when it is broken. */
export async function verify(id: string, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const store = readingStore(context);
  try {
    const session = store.session(id).id;
    const report = { session, ...store.verify(session) };
    const text =
      report.problem === null
        ? `the chain holds, ${report.events} events of this session`
        : `THE CHAIN IS BROKEN: ${report.problem}`;
    show(context, report, () => `${session}: ${text}\n`);
    return report.problem === null ? 0 : 1;
  } finally {
    store.close();
  }
}
