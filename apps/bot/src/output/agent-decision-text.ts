/** One decision on one screen: what was seen, asked, answered, judged and done. @module */
import type { AgentDecision, Decision } from '@tradewright/core';
import type { CassetteExchange } from '@tradewright/agent';
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
    ...(agent === null ? [] : [seen(view), asked(agent), answered(agent), judged(agent)]),
    done(decision),
    ...(agent === null ? [] : [cost(agent), proof(agent)]),
  ];
  return `${title}\n\n${sections.filter((section) => section !== '').join('\n')}`;
}

function seen({ exchanges }: DecisionView): string {
  const first = exchanges[0];
  if (first === undefined) return section('saw', ['the request was not kept']);
  const state = parsed(first.input.split('\n')[0] ?? '');
  const lines = Object.entries(state).flatMap(([name, value]) => {
    if (name === 'symbols' && Array.isArray(value))
      return value.map((symbol) => `${name.slice(0, -1)} ${JSON.stringify(symbol)}`);
    if (Array.isArray(value) && value.length === 0) return [];
    return [`${name} ${JSON.stringify(value)}`];
  });
  return section('saw', lines);
}

function asked(agent: AgentDecision): string {
  const lines = agent.steps.flatMap((step, index) =>
    step.calls.map(
      (call) =>
        `step ${index + 1}: ${call.name} ${call.argumentsJson} -> ${call.ok ? 'ok' : 'refused'}, ${call.bytes} bytes${call.asOf === null ? '' : `, as of ${minuteText(call.asOf)}`}`,
    ),
  );
  const failures = agent.steps.flatMap(({ failure }, index) =>
    failure === null ? [] : [`step ${index + 1}: failed, ${failure}`],
  );
  return section('asked', [...lines, ...failures]);
}

function answered(agent: AgentDecision): string {
  const { items } = parsed(agent.answer ?? '') as { items?: unknown };
  const lines = Array.isArray(items)
    ? items.map((item) => JSON.stringify(item))
    : [agent.answer ?? 'nothing'];
  const notes = [
    ...(agent.repaired ? ['after one rejection'] : []),
    ...(agent.degraded ? ['dug out of other text'] : []),
    ...(agent.tainted ? ['text from outside was shown'] : []),
  ];
  return section('answered', [...lines, ...notes.map((note) => `(${note})`)]);
}

function judged(agent: AgentDecision): string {
  const lines = agent.verdicts.flatMap(({ kind, subject, verdict, reasons, clamps }) => [
    `${kind} ${subject ?? '-'}: ${verdict}`,
    ...reasons.map(({ rule, message }) => `  ${rule}: ${message}`),
    ...clamps.map(({ rule, from, to }) => `  ${rule}: ${from} -> ${to}`),
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

function cost(agent: AgentDecision): string {
  const sum = (name: 'inputTokens' | 'cachedTokens' | 'outputTokens'): string => {
    const counts = agent.steps.map((step) => step[name]);
    return counts.includes(null)
      ? 'not counted'
      : String(counts.reduce((a, b) => (a ?? 0) + (b ?? 0), 0));
  };
  const tokens = `input ${sum('inputTokens')}, cached ${sum('cachedTokens')}, output ${sum('outputTokens')}`;
  return section('cost', [`${agent.cost} ${agent.currency}; tokens: ${tokens}`]);
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

/** Text of a model is shown as it is, in lines: nothing in it is rendered. */
function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < line.length; start += width)
    lines.push(line.slice(start, start + width));
  return lines.length === 0 ? [''] : lines;
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
