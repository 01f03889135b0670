/** The gate between what a model says and what a session does. @module */
import type {
  AgentVerdict,
  DecimalString,
  StrategyAction,
  TradingContext,
} from '@tradewright/core';
import { decisionItemSchema, type DecisionItem } from '../decision/decision-schema.ts';
import { cleanText } from '../text/untrusted-text.ts';
import type { EvidenceIndex } from './evidence-index.ts';
import type { GatePolicy } from './gate-policy.ts';
import { judgeOpen } from './judge-open.ts';
import { judgePlanItem } from './judge-plan-item.ts';
import { Judgement } from './judgement.ts';
import { WorkingRoom } from './working-room.ts';

/** Everything the gate looks at: frozen before the model was asked, so that a replay judges the same. */
export type GateSnapshot = {
  readonly context: TradingContext;
  readonly shown: EvidenceIndex;
  /** Base currency per unit of each currency; one that is missing is not known. */
  readonly rates: Readonly<Record<string, DecimalString>>;
  /** Text from outside was shown. */
  readonly tainted: boolean;
  /** Why no new risk may be taken at all (tool circuit, canary); `null` when it may. */
  readonly newRiskBlocked: string | null;
  /** Why none may be taken in a symbol (kill switch, pause, halt), by symbol. */
  readonly blockedSymbols: Readonly<Record<string, string>>;
};

/** Size of an accepted open, in units of the base and base currency. */
export type GateSize = {
  readonly quantity: DecimalString;
  readonly value: DecimalString;
  readonly risk: DecimalString;
};

/** What became of one item; `action` is `null` for a rejection. */
export type ItemResult = {
  readonly item: unknown;
  readonly verdict: AgentVerdict;
  readonly action: StrategyAction | null;
  readonly size: GateSize | null;
};

/** The results in the order in which they were judged: what lowers risk first. */
export type GateResult = {
  readonly results: readonly ItemResult[];
  readonly actions: readonly StrategyAction[];
};

const order: readonly DecisionItem['kind'][] = ['cancel-plan', 'close', 'amend', 'open', 'hold'];

/**
 * Judges items one by one. Pure: the same arguments give the same result, in a backtest, on paper,
 * live and in a replay.
 *
 * An item is accepted, clamped (its size alone, downwards alone) or rejected with every reason
 * found; a stop is never moved. What lowers risk is judged first and is not stopped by a cap, a
 * block or an invalid neighbour. Each accepted open uses up room that the next one no longer has.
 */
export function gate(
  items: readonly unknown[],
  snapshot: GateSnapshot,
  policy: GatePolicy,
): GateResult {
  const parsed = items.map((item) => ({ item, parse: decisionItemSchema.safeParse(item) }));
  const valid = parsed.flatMap(({ parse }) => (parse.success ? [parse.data] : []));
  const room = new WorkingRoom(snapshot.context);
  const results = [...valid]
    .sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind))
    .map((item) => judge(item, { snapshot, policy, room }));
  const malformed = parsed.flatMap(({ item, parse }) =>
    parse.success ? [] : [rejectedShape(item, parse.error.issues)],
  );
  return {
    results: [...results, ...malformed],
    actions: results.flatMap(({ action }) => action ?? []),
  };
}

/** What a judge of one item works with. */
export type GateCase = {
  readonly snapshot: GateSnapshot;
  readonly policy: GatePolicy;
  readonly room: WorkingRoom;
};

function judge(item: DecisionItem, at: GateCase): ItemResult {
  if (item.kind === 'open') return judgeOpen(item, at);
  if (item.kind !== 'hold') return judgePlanItem(item, at);
  const known = at.snapshot.context.symbols.some(({ symbol }) => symbol === item.symbol);
  const symbol = known ? item.symbol : null;
  return new Judgement(item, symbol).accept({
    action: 'hold',
    symbol,
    reasons: [item.reasonCode],
  });
}

function rejectedShape(
  item: unknown,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): ItemResult {
  const kind = typeof item === 'object' && item !== null && 'kind' in item ? item.kind : undefined;
  const judgement = new Judgement(
    { kind: typeof kind === 'string' ? cleanText(kind, 20) : 'unknown' },
    null,
  );
  for (const issue of issues.slice(0, 5))
    judgement.reject('schema', cleanText(`${issue.path.join('.')}: ${issue.message}`, 200));
  return { ...judgement.rejected(), item };
}
