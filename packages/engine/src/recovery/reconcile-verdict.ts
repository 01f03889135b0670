/** What is done about each difference between the venue and the books: the whole table. @module */
import { Decimal, type Halt } from '@tradewright/core';

/**
 * An order of ours that may have filled without our knowing it. `missing` is signed, as it would
 * move the position; `certain` where the venue counts it, otherwise it is the most there can be.
 */
export type Suspect = {
  readonly clientOrderId: string;
  readonly missing: Decimal;
  readonly certain: boolean;
};

/** What a look at the venue has found in one place. */
export type Finding =
  /** An open order: `known` stands in the journal, `lost` carries our mark and does not, `elsewhere` was made by others. */
  | { readonly kind: 'order'; readonly maker: 'known' | 'lost' | 'elsewhere'; readonly id: string }
  /** A holding whose account or currency is not the one that was traded. */
  | { readonly kind: 'misplaced'; readonly symbol: string; readonly reason: string }
  /**
   * A holding against the books. `ours` when an order of ours was ever made in the symbol,
   * `settled` when a second look, begun long enough after the first, found the same.
   */
  | {
      readonly kind: 'holding';
      readonly symbol: string;
      /** What the venue holds more than the books say, signed. */
      readonly difference: Decimal;
      readonly ours: boolean;
      readonly settled: boolean;
      readonly suspects: readonly Suspect[];
    };

/** What to stop, and why. */
type HaltCause = Pick<Halt, 'scope' | 'reason'>;

/** What an order is taken to have filled, signed. */
export type Inference = { readonly clientOrderId: string; readonly quantity: Decimal };

/**
 * What is done. `agree` and `adopt` book nothing by themselves; `external` writes the difference down
 * as not ours; `infer` books it to orders of ours until their executions come; `wait` decides
 * nothing and keeps the session from being ready.
 */
export type Verdict = {
  readonly action: 'agree' | 'adopt' | 'external' | 'infer' | 'halt' | 'wait';
  readonly halt: HaltCause | null;
  readonly inferences: readonly Inference[];
  readonly reason: string;
};

/** Pure: the same finding has the same verdict. Halts end by a person alone. */
export function reconcileVerdict(finding: Finding): Verdict {
  switch (finding.kind) {
    case 'order':
      return orderVerdict(finding.maker, finding.id);
    case 'misplaced':
      return verdict('halt', finding.reason, 'venue');
    case 'holding':
      return holdingVerdict(finding);
  }
}

function orderVerdict(maker: 'known' | 'lost' | 'elsewhere', id: string): Verdict {
  if (maker === 'known') return verdict('adopt', `order ${id} stands as the venue says`);
  if (maker === 'elsewhere') return verdict('external', `order ${id} was made elsewhere`);
  const reason = `order ${id} carries our mark and stands in no journal: another bot trades here, or a database was lost`;
  return verdict('halt', reason, 'account');
}

function holdingVerdict(finding: Extract<Finding, { kind: 'holding' }>): Verdict {
  const { symbol, difference, ours, settled, suspects } = finding;
  if (difference.isZero()) return verdict('agree', `${symbol} agrees`);
  const signed = `${difference.isPositive() ? '+' : ''}${difference.toString()}`;
  const found = `the venue holds ${signed} ${symbol} against the books`;
  if (!ours) return verdict('external', `${found}, where no order of ours was ever made`);
  if (!settled) return verdict('wait', `${found}; one more look has to confirm it`);
  const inferences = explain(difference, suspects);
  if (inferences === undefined)
    return verdict('external', `${found}, and nothing explains it`, 'instrument');
  const ids = inferences.map(({ clientOrderId }) => clientOrderId).join(', ');
  const reason = `${found}; ${ids} must have filled, and the executions are missing`;
  return { ...verdict('infer', reason, 'instrument'), inferences };
}

/** Only what leaves no choice explains a difference: executions that the venue counts, or a single order. */
function explain(
  difference: Decimal,
  suspects: readonly Suspect[],
): readonly Inference[] | undefined {
  const certain = suspects.filter((suspect) => suspect.certain);
  const counted = certain.reduce((sum, { missing }) => sum.plus(missing), Decimal.zero);
  if (certain.length > 0 && counted.equals(difference))
    return certain.map(({ clientOrderId, missing }) => ({ clientOrderId, quantity: missing }));
  const [only, ...others] = suspects;
  if (only === undefined || others.length > 0) return undefined;
  const { clientOrderId, missing } = only;
  const fits =
    missing.isNegative() === difference.isNegative() &&
    !difference.absolute().isGreaterThan(missing.absolute());
  return fits ? [{ clientOrderId, quantity: difference }] : undefined;
}

function verdict(action: Verdict['action'], reason: string, scope?: Halt['scope']): Verdict {
  const halt = scope === undefined ? null : { scope, reason };
  return { action, halt, inferences: [], reason };
}
