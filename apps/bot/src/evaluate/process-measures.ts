/** How an agent works, cycle by cycle: no luck of the market in it. @module */
import { Decimal, type AgentDecision } from '@tradewright/core';
import { parseDecision, type CassetteExchange } from '@tradewright/agent';
import type { SessionOutcome } from '../session/play-in-memory.ts';

/** A share of a whole; `null` of nothing. */
export type Share = { readonly count: number; readonly of: number; readonly share: number | null };

/** Everything that can be counted from the records of a session. Counts by rule or outcome have no zeros. */
export type ProcessMeasures = {
  /** Cycles in which the screen saw something worth a call. */
  readonly asked: Share;
  readonly outcomes: Readonly<Record<string, number>>;
  /** First answers that could be read and that the gate took without a word. */
  readonly validAtFirst: Share;
  readonly repaired: Share;
  /** Items that the gate cut or rejected, in first answers too, by rule. */
  readonly capAttempts: Readonly<Record<string, number>>;
  /** Items with evidence that was all true. */
  readonly evidenceTrue: Share;
  readonly tools: {
    readonly calls: number;
    readonly perDecision: number | null;
    readonly failed: number;
    readonly repeated: number;
    readonly bytes: number;
    /** Of the results before answers with evidence, those that the answer cites. */
    readonly cited: Share;
  };
  readonly cost: {
    readonly total: string;
    readonly currency: string;
    readonly perDecision: string | null;
    readonly perPlan: string | null;
    readonly inputTokens: number | null;
    readonly cachedTokens: number | null;
    readonly outputTokens: number | null;
    /** Exchanges for which the endpoint counted no tokens. */
    readonly uncounted: number;
  };
};

const failures = new Set(['model-error', 'budget-stop', 'killed']);

/** @param exchanges - What was asked and answered, text by text; empty where nobody kept it. */
export function processMeasures(
  { decisions, asked, plans }: SessionOutcome,
  exchanges: readonly CassetteExchange[],
): ProcessMeasures {
  const answered = asked.filter(({ outcome }) => !failures.has(outcome));
  const repairs = new Set(
    exchanges.flatMap(({ purpose, hash }) => (purpose === 'repair' ? [hash] : [])),
  );
  const asksAgain = ({ steps }: AgentDecision): boolean =>
    steps.some(({ requestHash }) => repairs.has(requestHash));
  const first = answered.filter(
    (one) => !asksAgain(one) && !one.repaired && one.outcome !== 'invalid-output',
  );
  const again = answered.filter(asksAgain);
  return {
    asked: shareOf(asked.length, decisions.length),
    outcomes: countBy(asked.map(({ outcome }) => outcome)),
    validAtFirst: shareOf(first.length, answered.length),
    repaired: shareOf(again.filter(({ repaired }) => repaired).length, again.length),
    capAttempts: countBy([
      ...asked.flatMap(({ verdicts }) =>
        verdicts.flatMap(({ clamps, reasons }) => [...clamps, ...reasons].map(({ rule }) => rule)),
      ),
      ...exchanges.flatMap(toldRules),
    ]),
    evidenceTrue: evidenceTruth(asked, exchanges),
    tools: toolMeasures(asked, exchanges),
    cost: costMeasures(asked, plans),
  };
}

/** What a first answer was rejected for; a repaired decision keeps only its second verdicts. */
function toldRules(exchange: CassetteExchange): readonly string[] {
  if (exchange.purpose !== 'repair' || exchange.exchanges.length > 0) return [];
  const second = exchange.input.slice(exchange.input.indexOf('\n') + 1);
  const told = JSON.parse(second) as {
    readonly rejected?: readonly {
      readonly rule?: string;
      readonly reasons?: readonly { readonly rule: string }[];
    }[];
  };
  return (told.rejected ?? []).flatMap(({ rule, reasons }) => [
    ...(rule === undefined ? [] : [rule]),
    ...(reasons ?? []).map((reason) => reason.rule),
  ]);
}

type Item = { readonly evidence?: readonly { readonly ref: string }[] };

function itemsOf({ answer }: CassetteExchange): readonly Item[] {
  if (answer === null || answer.calls.length > 0) return [];
  const parsed = parseDecision(answer.text);
  return parsed.kind === 'items' ? (parsed.items as readonly Item[]) : [];
}

function evidenceTruth(
  asked: readonly AgentDecision[],
  exchanges: readonly CassetteExchange[],
): Share {
  const claiming = exchanges
    .flatMap(itemsOf)
    .filter(({ evidence }) => (evidence ?? []).length > 0).length;
  const final = asked.flatMap(({ verdicts }) => verdicts.flatMap(({ reasons }) => reasons));
  const rules = [...final.map(({ rule }) => rule), ...exchanges.flatMap(toldRules)];
  const untrue = rules.filter((rule) => rule === 'evidence').length;
  return shareOf(Math.max(0, claiming - untrue), claiming);
}

function toolMeasures(
  asked: readonly AgentDecision[],
  exchanges: readonly CassetteExchange[],
): ProcessMeasures['tools'] {
  const perDecision = asked.map(({ steps }) => steps.flatMap(({ calls }) => calls));
  const calls = perDecision.flat();
  const repeated = perDecision.reduce((sum, list) => {
    const kinds = new Set(list.map(({ name, argumentsJson }) => `${name} ${argumentsJson}`));
    return sum + list.length - kinds.size;
  }, 0);
  const claims = exchanges.map((exchange) => {
    const refs = itemsOf(exchange).flatMap(({ evidence }) =>
      (evidence ?? []).map(({ ref }) => ref),
    );
    const shown = refs.length === 0 ? [] : [...new Set(refsOf(exchange))];
    return { shown: shown.length, cited: shown.filter((ref) => refs.includes(ref)).length };
  });
  const sum = (name: 'shown' | 'cited'): number =>
    claims.reduce((all, claim) => all + claim[name], 0);
  return {
    calls: calls.length,
    perDecision: asked.length === 0 ? null : calls.length / asked.length,
    failed: calls.filter(({ ok }) => !ok).length,
    repeated,
    bytes: calls.reduce((sum, { bytes }) => sum + bytes, 0),
    cited: shareOf(sum('cited'), sum('shown')),
  };
}

function refsOf({ exchanges }: CassetteExchange): readonly string[] {
  return (
    exchanges as readonly { readonly results: readonly { readonly body: unknown }[] }[]
  ).flatMap(({ results }) =>
    results.flatMap(({ body }) => {
      const ref = (body as { readonly ref?: unknown } | null)?.ref;
      return typeof ref === 'string' ? [ref] : [];
    }),
  );
}

function costMeasures(asked: readonly AgentDecision[], plans: number): ProcessMeasures['cost'] {
  const total = asked.reduce((sum, { cost }) => sum.plus(Decimal.from(cost)), Decimal.zero);
  const steps = asked.flatMap((one) => one.steps);
  const sum = (name: 'inputTokens' | 'cachedTokens' | 'outputTokens'): number | null => {
    const known = steps.flatMap((step) => step[name] ?? []);
    return known.length === 0 ? null : known.reduce((all, count) => all + count, 0);
  };
  const per = (count: number): string | null =>
    count === 0 ? null : total.dividedToPlaces(Decimal.from(String(count)), 6).toString();
  return {
    total: total.toString(),
    currency: asked[0]?.currency ?? 'USD',
    perDecision: per(asked.length),
    perPlan: per(plans),
    inputTokens: sum('inputTokens'),
    cachedTokens: sum('cachedTokens'),
    outputTokens: sum('outputTokens'),
    uncounted: steps.filter(({ inputTokens }) => inputTokens === null).length,
  };
}

/** @param of - The whole. */
export function shareOf(count: number, of: number): Share {
  return { count, of, share: of === 0 ? null : count / of };
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
