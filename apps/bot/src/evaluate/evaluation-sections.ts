/** What an evaluation says, row by row, for page and terminal alike. @module */
import type { Evaluation, SharpeReport } from './evaluate-session.ts';
import type { Share } from './process-measures.ts';

/** One figure with what it reads. `tone` marks what a reader must not overlook. */
type Row = {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly tone: 'good' | 'bad' | 'plain';
};
/** A group of figures. */
export type Section = { readonly title: string; readonly rows: readonly Row[] };

/** Process first: what a market cannot flatter. */
export function sections(evaluation: Evaluation): readonly Section[] {
  return [
    { title: 'Process', rows: processRows(evaluation) },
    { title: 'Invariance', rows: invarianceRows(evaluation) },
    { title: 'Outcome', rows: outcomeRows(evaluation) },
  ];
}

/** One sentence that does not promise more than the figures hold. */
export function verdictOf({ replayEqual, caps, sharpe, twins, pnl }: Evaluation): string {
  if (!replayEqual) return 'The session does not replay to its digest: nothing else counts.';
  if (caps.breaches.length > 0) return 'A cap was passed: nothing else counts.';
  const held = 'Caps held and the session replays';
  if (pnl !== null && pnl < 0) return `${held}; it lost money, and no skill shows.`;
  const skilled = twins.length > 0 && twins.every(({ share }) => share < 0.05);
  const sure = sharpe?.deflated != null && sharpe.deflated > 0.95;
  return skilled && sure
    ? `${held}; its outcome is better than chance and its trials explain.`
    : `${held}; its outcome does not differ from chance.`;
}

function processRows({ process, caps, replayEqual }: Evaluation): readonly Row[] {
  const { tools, cost } = process;
  const attempts = Object.values(process.capAttempts).reduce((sum, count) => sum + count, 0);
  return [
    row('cycles that asked', shareText(process.asked), 'the screen saw something new'),
    row('outcomes', countsText(process.outcomes), ''),
    row('valid at first answer', shareText(process.validAtFirst), 'no repair, nothing rejected'),
    row('repaired when told why', shareText(process.repaired), ''),
    row('cut or rejected by the gate', String(attempts), countsText(process.capAttempts)),
    row(
      'executions beyond a cap',
      `${String(caps.breaches.length)} of ${String(caps.checked)}`,
      caps.skipped > 0 ? `${String(caps.skipped)} in another currency, not checked` : 'must be 0',
      caps.breaches.length === 0 ? 'good' : 'bad',
    ),
    row('items with true evidence', shareText(process.evidenceTrue), 'claims checked by the gate'),
    row(
      'tool calls',
      String(tools.calls),
      `${numberText(tools.perDecision, 2)} a decision, ${String(tools.failed)} failed, ${String(tools.repeated)} repeated, ${String(tools.bytes)} bytes`,
    ),
    row('tool results cited', shareText(tools.cited), 'of those before answers with evidence'),
    row(
      'model cost',
      `${cost.total} ${cost.currency}`,
      `${cost.perDecision ?? '-'} a decision, ${cost.perPlan ?? '-'} a plan`,
    ),
    row(
      'tokens in / cached / out',
      [cost.inputTokens, cost.cachedTokens, cost.outputTokens]
        .map((count) => (count === null ? '-' : String(count)))
        .join(' / '),
      cost.uncounted > 0 ? `${String(cost.uncounted)} exchanges not counted` : '',
    ),
    row(
      'replays to its digest',
      replayEqual ? 'yes' : 'NO',
      'recorded answers through the code of today',
      replayEqual ? 'good' : 'bad',
    ),
  ];
}

function invarianceRows({ invariance }: Evaluation): readonly Row[] {
  if (invariance.length === 0) return [row('not measured', '-', 'see the notes')];
  const meanings = {
    renamed: 'other symbols',
    shifted: 'half a year later',
    scaled: 'all prices doubled',
    reordered: 'symbols in another order',
  } as const;
  return invariance.map(({ change, equal }) =>
    row(
      change,
      equal === null ? '-' : shareText(equal),
      equal === null
        ? 'means nothing for these symbols'
        : `${meanings[change]}: acting cycles alike`,
      equal?.share === 1 ? 'good' : 'plain',
    ),
  );
}

function outcomeRows(evaluation: Evaluation): readonly Row[] {
  const { pnl, baseCurrency, sharpe, paired, twins } = evaluation;
  return [
    row(`PnL ${baseCurrency}`, signed(pnl), 'fees included, model cost apart'),
    ...paired.map(({ against, pnl: other, difference }) =>
      row(
        `against ${against}`,
        signed(difference.sum),
        `${signed(difference.low)} to ${signed(difference.high)} (90 %); ${against} made ${signed(other)}`,
      ),
    ),
    ...twins.map(({ kind, value, median, low, high, share }) =>
      row(
        `${kind} twins`,
        `${(share * 100).toFixed(1)} % did as well`,
        `${signed(value)} before costs; twins ${signed(median)}, ${signed(low)} to ${signed(high)} (90 %)`,
        share < 0.05 ? 'good' : 'plain',
      ),
    ),
    ...sharpeRows(sharpe),
  ];
}

function sharpeRows(sharpe: SharpeReport | null): readonly Row[] {
  if (sharpe === null) return [row('Sharpe ratio', '-', 'equity did not move')];
  return [
    row(
      'Sharpe ratio per period',
      numberText(sharpe.sharpe, 4),
      `${String(sharpe.periods)} periods, skewness ${numberText(sharpe.skewness, 2)}, kurtosis ${numberText(sharpe.kurtosis, 1)}`,
    ),
    row('chance that it is above 0', percent(sharpe.probabilistic), 'probabilistic Sharpe ratio'),
    row(
      'deflated Sharpe ratio',
      sharpe.deflated === null ? '-' : percent(sharpe.deflated),
      `${String(sharpe.trials)} trial(s) on this data in the store; luck alone ${numberText(sharpe.expectedMaximum, 4)}`,
      sharpe.deflated !== null && sharpe.deflated > 0.95 ? 'good' : 'plain',
    ),
  ];
}

function row(name: string, value: string, note: string, tone: Row['tone'] = 'plain'): Row {
  return { name, value, note, tone };
}

function shareText({ count, of, share }: Share): string {
  return share === null ? `0 of 0` : `${String(count)} of ${String(of)} (${percent(share)})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function numberText(value: number | null, places: number): string {
  return value === null ? '-' : value.toFixed(places);
}

function signed(value: number | null): string {
  return value === null ? '-' : `${value > 0 ? '+' : ''}${value.toFixed(2)}`;
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${String(count)}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
