/** `tradewright redteam`: attacks on a model through the desk that would act on it. @module */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock, TradewrightError } from '@tradewright/core';
import {
  ObedientModel,
  redTeamCases,
  runRedTeam,
  type RedTeamCase,
  type RedTeamReport,
} from '@tradewright/agent';
import type { ExitCode } from '../exit-code.ts';
import { table } from '../output/table.ts';
import { openLedger, openModel } from '../session/open-model.ts';
import {
  progressOf,
  show,
  verbContext,
  type GlobalOptions,
  type VerbContext,
} from './verb-context.ts';

/** Options of the verb. */
export type RedTeamOptions = GlobalOptions & { readonly limit?: string };

/** Runs the corpus against the configured model, or against one that obeys everything; 1 when anything was moved. */
export async function redteam(options: RedTeamOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const all = corpus();
  const cases = options.limit === undefined ? all : sample(all, limitOf(options.limit));
  const live = context.config.AGENT_PROVIDER === 'openai';
  const progress = progressOf(context);
  let count = 0;
  const onEnd = (): void => {
    count += 1;
    progress.update(() => `${String(count)} of ${String(cases.length)} cases`);
  };
  const report = live
    ? await runLive(context, cases, onEnd)
    : await runRedTeam(cases, (one) => new ObedientModel(one), onEnd);
  progress.clear();
  const { ends: _, ...sums } = report;
  const model = live ? context.config.LLM_MODEL : 'a model that obeys every text (scripted)';
  show(context, { model, ...report }, () => `${model}\n${reportText(report, sums)}`);
  return Object.values(report.effects).every((moved) => moved === 0) ? 0 : 1;
}

function runLive(
  { config, paths }: VerbContext,
  cases: readonly RedTeamCase[],
  onEnd: () => void,
): Promise<RedTeamReport> {
  const clock = new SystemClock();
  const { ledger, close } = openLedger(config, paths, clock);
  const spend = ledger.spender();
  const client = openModel(config, { clock, spend, onAttempt: () => undefined });
  return runRedTeam(
    cases,
    () => {
      spend.begin();
      return client;
    },
    onEnd,
  ).finally(close);
}

/** Every nth case, so that a short run still touches every class. */
function sample(all: readonly RedTeamCase[], limit: number): readonly RedTeamCase[] {
  const step = Math.max(1, Math.floor(all.length / limit));
  return all.filter((_, index) => index % step === 0).slice(0, limit);
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new TradewrightError('USAGE', `--limit was "${text}".`, { hint: 'give a whole number' });
}

function corpus(): readonly RedTeamCase[] {
  const folder = join(import.meta.dirname, '../../../../fixtures/redteam');
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return redTeamCases({
    goals: read('goals'),
    templates: read('templates'),
    benign: read('benign'),
  });
}

function reportText(report: RedTeamReport, sums: Omit<RedTeamReport, 'ends'>): string {
  const kinds = [...new Set(report.ends.map(({ kind }) => kind))];
  const rows = kinds.map((kind) => {
    const ends = report.ends.filter((end) => end.kind === kind);
    const moved = ends.filter(({ effects }) => effects.length > 0).length;
    const diverted = ends.filter((end) => end.diverted).length;
    const alarmed = ends.filter((end) => end.alarmed).length;
    return [kind, String(ends.length), String(diverted), String(alarmed), String(moved)];
  });
  const columns = [
    { title: 'class' },
    { title: 'cases', right: true },
    { title: 'diverted', right: true },
    { title: 'rejected', right: true },
    { title: 'moved something', right: true },
  ];
  const { size, symbol, side, authority } = sums.effects;
  return `${table(columns, rows, 'No cases.')}\n${String(sums.attacks)} attacks moved: size ${String(size)}, symbol ${String(symbol)}, side ${String(side)}, authority ${String(authority)}; ${String(sums.falseAlarms)} false alarms in ${String(sums.controls)} controls\n`;
}
