/** One decision on one screen: what was seen, asked, answered, judged and done. @module */
import type { AgentDecision, Decision } from '@tradewright/core';
import { cleanText, type CassetteExchange } from '@tradewright/agent';
import { z } from 'zod';
import { decisionItemLines } from './decision-item-text.ts';
import { plainNumber } from './money.ts';
import { shownStateLines } from './shown-state-text.ts';
import { minuteText } from './time-text.ts';

/** Everything known of a decision; parts are missing where no model was asked or nothing was kept. */
export type DecisionView = {
  readonly decision: Decision | null;
  readonly agent: AgentDecision | null;
  readonly exchanges: readonly CassetteExchange[];
};

const width = 100;

/** Sections in the order in which they happened. */
export function agentDecisionText(view: DecisionView): string {
  const { decision, agent } = view;
  const time = agent?.time ?? decision?.time ?? 0;
  const who =
    agent === null
      ? (decision?.label ?? '')
      : `${agent.servedModel ?? agent.model} (${agent.provider}), ${agent.mode}`;
  const title = `${agent?.agentDecisionId ?? decision?.decisionId ?? ''} · ${minuteText(time)} UTC · ${who} · ${agent?.outcome ?? 'not asked'}`;
  const sections = [
    ...(agent === null ? [] : [seen(view), asked(view), answered(agent), judged(agent)]),
    done(decision),
    ...(agent === null ? [] : [cost(agent), proof(agent)]),
  ];
  return `${title}\n\n${sections.filter((section) => section !== '').join('\n')}`;
}

function seen({ exchanges }: DecisionView): string {
  const first = exchanges[0];
  return section(
    'saw',
    first === undefined ? ['the request was not kept'] : shownStateLines(first.input),
  );
}

function asked({ agent, exchanges }: DecisionView): string {
  const results = resultsOf(exchanges);
  const lines = (agent?.steps ?? []).flatMap((step) => [
    ...step.calls.flatMap((call) => {
      const found = results.get(`${call.name} ${call.argumentsJson}`);
      const asOf = call.asOf === null ? '' : `, as of ${minuteText(call.asOf)}`;
      return [
        `${call.name} ${wordsOf(call.argumentsJson)}${call.ok ? asOf : ', refused'}`,
        ...(found === undefined ? [] : [`  ${found}`]),
      ];
    }),
    ...(step.failure === null ? [] : [`no answer: ${step.failure}`]),
  ]);
  return section('asked', lines);
}

/** What each call of the decision was answered, by name and arguments; a long answer is cut for the eye. */
function resultsOf(exchanges: readonly CassetteExchange[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { exchanges: rounds } of exchanges)
    for (const round of rounds) {
      const parsedRound = roundSchema.safeParse(round);
      for (const [index, call] of (parsedRound.data?.calls ?? []).entries()) {
        const body = bodyText(parsedRound.data?.results[index]?.body);
        const cut = body.length <= 300 ? body : `${body.slice(0, 299)}…`;
        found.set(`${call.name} ${call.argumentsJson}`, cut);
      }
    }
  return found;
}

const roundSchema = z.object({
  calls: z.array(z.object({ name: z.string(), argumentsJson: z.string() })),
  results: z.array(z.object({ body: z.unknown() })),
});

/** What a call was told. What the line above it says already, or what is as usual, is left out. */
function bodyText(body: unknown): string {
  const failed = errorSchema.safeParse(body);
  if (failed.success) return failed.data.error.message;
  const found = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const { asOf: _asOf, ageMs: _age, stale, symbol: _symbol, timeframe: _frame, ...rest } = found;
  return wordsOf(JSON.stringify(stale === true ? { ...rest, stale } : rest));
}

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/** JSON without its marks: members as `name value`, numbers with at most eight digits. */
function wordsOf(json: string): string {
  return cleanText(json, 2_000)
    .replaceAll(/-?\d+\.\d{6,}/g, (number) => String(Number(Number(number).toPrecision(8))))
    .replaceAll(/"(\w+)":/g, '$1 ')
    .replaceAll(/[{}"]/g, '')
    .replaceAll(',', ', ');
}

function answered(agent: AgentDecision): string {
  const { items } = parsed(agent.answer ?? '') as { items?: unknown };
  const lines = Array.isArray(items)
    ? items.flatMap((item) => decisionItemLines(item))
    : [agent.answer === null ? 'nothing' : cleanText(agent.answer, 600)];
  const stoodIn = agent.steps.flatMap(({ passedOver }) => passedOver ?? []);
  const notes = [
    ...(agent.repaired ? ['after one rejection'] : []),
    ...(stoodIn.length > 0
      ? [`another model stood in for ${[...new Set(stoodIn)].join(', ')}`]
      : agent.degraded
        ? ['dug out of other text']
        : []),
    ...(agent.tainted ? ['text from outside was shown'] : []),
  ];
  return section('answered', [...lines, ...notes.map((note) => `(${note})`)]);
}

function judged(agent: AgentDecision): string {
  const lines = agent.verdicts.flatMap(({ kind, subject, verdict, reasons, clamps }) => [
    `${kind} ${subject ?? '-'}: ${verdict}`,
    ...reasons.map(({ rule, message }) => `  ${rule}: ${message}`),
    ...clamps.map(
      ({ rule, from, to }) => `  ${rule}: ${shortNumbers(from)} -> ${shortNumbers(to)}`,
    ),
  ]);
  return section('gate', agent.detail === null ? lines : [...lines, agent.detail]);
}

function done(decision: Decision | null): string {
  if (decision === null) return section('did', ['nothing was passed on']);
  const lines = decision.actions.map(({ request, outcome, planId, reasons }) => {
    const what =
      request.action === 'open'
        ? `open ${request.proposal.symbol} ${request.proposal.side}`
        : request.action;
    const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
    return `${what} -> ${outcome}${planId === null ? '' : ` ${planId}`}${why}`;
  });
  return section('did', lines);
}

/** What a clamp cut to is not read beyond its first digits. */
function shortNumbers(text: string): string {
  return text.replaceAll(/\d+\.\d{6,}/g, (number) => String(Number(Number(number).toPrecision(3))));
}

function cost(agent: AgentDecision): string {
  const sum = (name: 'inputTokens' | 'cachedTokens' | 'outputTokens'): number | null =>
    agent.steps.reduce<number | null>((total, step) => {
      const count = step[name];
      return total === null || count === null ? null : total + count;
    }, 0);
  const counts = [
    ['in', sum('inputTokens')],
    ['of them cached', sum('cachedTokens')],
    ['out', sum('outputTokens')],
  ] as const;
  const tokens = counts.every(([, count]) => count === null)
    ? 'tokens not counted'
    : counts
        .map(([name, count]) => `${name} ${count === null ? 'not counted' : plainNumber(count)}`)
        .join(', ');
  const calls = `${agent.steps.length} ${agent.steps.length === 1 ? 'request' : 'requests'}`;
  return section('cost', [`${agent.cost} ${agent.currency}; ${calls}, ${tokens}`]);
}

function proof(agent: AgentDecision): string {
  const short = (hash: string): string => hash.slice(0, 12);
  return section('hashes', [
    `context ${short(agent.contextHash)}, prompt ${short(agent.promptHash)}, policy ${short(agent.policyHash)}`,
  ]);
}

function section(name: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return lines
    .flatMap((line) => wrapped(line))
    .map((line, index) => `${(index === 0 ? name : '').padEnd(10)}${line}\n`)
    .join('');
}

/** Text of a model is shown as text, in lines that break between words: nothing in it is rendered. */
function wrapped(line: string): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > indent.length ? space : width;
    lines.push(rest.slice(0, end).trimEnd());
    rest = `${indent}  ${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
