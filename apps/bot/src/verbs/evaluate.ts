/** `tradewright evaluate [ID]`: how a session was decided, and how much of its outcome was luck. @module */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TradewrightError } from '@tradewright/core';
import { OfflineModelClient, freeOfCharge } from '@tradewright/agent';
import { evaluateSession, type EvaluateParts } from '../evaluate/evaluate-session.ts';
import { evaluationHtml } from '../evaluate/evaluation-html.ts';
import { evaluationText } from '../evaluate/evaluation-text.ts';
import { trialsOn } from '../evaluate/trial-count.ts';
import type { ExitCode } from '../exit-code.ts';
import { liveDecider } from '../session/live-decider.ts';
import { recordedSession, type RecordedSession } from '../session/recorded-session.ts';
import {
  chosenSession,
  progressOf,
  readingStore,
  show,
  verbContext,
  type GlobalOptions,
  type VerbContext,
} from './verb-context.ts';

/** Options of the verb. */
export type EvaluateOptions = GlobalOptions & {
  readonly to?: string;
  readonly twins?: string;
  readonly ask?: boolean;
};

/** Writes one page beside the session; 1 when a cap was passed or the session does not replay to its digest. */
export async function evaluate(
  id: string | undefined,
  options: EvaluateOptions,
): Promise<ExitCode> {
  const twins = Number(options.twins ?? '1000');
  if (!Number.isInteger(twins) || twins < 10 || twins > 100_000)
    throw new TradewrightError('USAGE', `--twins was "${options.twins ?? ''}".`, {
      hint: 'give a whole number from 10 to 100000',
    });
  const context = verbContext(options, 'warn');
  const { config, folder, paths } = context;
  const store = readingStore(context);
  const progress = progressOf(context);
  try {
    const chosen = chosenSession(store, id);
    const session = await recordedSession(config, folder, chosen);
    const { ask, close } = askerOf(context, session, options.ask === true);
    const evaluation = await evaluateSession(session, {
      trials: trialsOn(session.setup, { store, paths }),
      twins,
      ask,
      onStep: (step) => progress.update(() => step),
    }).finally(close);
    progress.clear();
    const file = resolve(folder, options.to ?? join(paths.data, 'reports', `${chosen}.html`));
    write(file, evaluationHtml(evaluation));
    // The twins are drawn on the page; nobody reads a thousand numbers.
    const lean = evaluation.twins.map(({ twins: drawn, ...twin }) => ({
      ...twin,
      count: drawn.length,
    }));
    const { curves: _, ...rest } = evaluation;
    show(context, { ...rest, twins: lean, report: file }, () => evaluationText(evaluation, file));
    return evaluation.replayEqual && evaluation.caps.breaches.length === 0 ? 0 : 1;
  } finally {
    progress.clear();
    store.close();
  }
}

type Asker = { readonly ask: EvaluateParts['ask']; readonly close: () => void };

/** The rules can always be asked; a model only where somebody wants to pay for it. */
function askerOf(
  { config, paths }: VerbContext,
  { setup, cassette }: RecordedSession,
  wanted: boolean,
): Asker {
  const nothing = (): void => undefined;
  if (setup.agent.provider === 'offline')
    return {
      ask: () => ({ model: new OfflineModelClient(), spend: freeOfCharge }),
      close: nothing,
    };
  if (!wanted) return { ask: undefined, close: nothing };
  if (config.OPENAI_API_KEY === '' && config.OPENAI_BASE_URL === '')
    throw new TradewrightError('CONFIG_INVALID', '--ask found no model endpoint.', {
      hint: 'set OPENAI_BASE_URL or OPENAI_API_KEY, or leave --ask out',
    });
  const model = cassette?.header.model ?? setup.agent.model ?? config.LLM_MODEL;
  const { agent, close } = liveDecider({ ...config, LLM_MODEL: model }, paths);
  return { ask: () => agent, close };
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    throw new TradewrightError('STORE_UNWRITABLE', `${file} could not be written.`, {
      cause,
      hint: 'name another file with --to',
    });
  }
}
