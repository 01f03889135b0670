/** What would have been different, on one screen. @module */
import { money, plainNumber } from './money.ts';
import { table } from './table.ts';
import { minuteText } from './time-text.ts';
import type { VariantReport } from '../session/replay-variant.ts';
import { worseFillBps, type RunFigures } from '../session/run-figures.ts';

const shown = 15;

/** What is shown beside the report. `changed` says what, in words. */
export type VariantView = VariantReport & {
  readonly session: string;
  readonly changed: string;
  readonly baseCurrency: string;
};

/** Both runs side by side, the differing cycles, and how far the answer can be trusted. */
export function variantText(view: VariantView): string {
  const { before, after, differences } = view;
  const range = ({ pnl }: RunFigures): string =>
    `${money(pnl.low, { signed: true })} to ${money(pnl.high, { signed: true })}`;
  const rows: readonly (readonly [string, (run: RunFigures) => string])[] = [
    ['cycles', (run) => plainNumber(run.decisions)],
    ['asked', (run) => plainNumber(run.asked)],
    ['plans', (run) => plainNumber(run.plans)],
    ['fills', (run) => plainNumber(run.fills)],
    ['model cost USD', (run) => run.cost],
    [`PnL ${view.baseCurrency}`, range],
  ];
  const unknown = view.certainty === 'unknown';
  const sides = table(
    [{ title: view.session }, { title: 'before', right: true }, { title: 'after', right: true }],
    rows.map(([name, of]) => [name, of(before), unknown ? '?' : of(after)]),
    '',
  );
  const list = table(
    [{ title: 'time (UTC)' }, { title: 'before' }, { title: 'after' }],
    differences
      .slice(0, shown)
      .map((one) => [minuteText(one.time), one.before, unknown ? '?' : one.after]),
    'No cycle would have done anything else.',
  );
  const more =
    differences.length > shown
      ? `… and ${String(differences.length - shown)} more; --json has all of them\n`
      : '';
  const cycles = unknown
    ? ''
    : `\nCycles that do something else: ${String(differences.length)} of ${String(after.decisions)}\n${list}${more}`;
  return `Changed: ${view.changed}. Decided by ${view.decidedBy}.\n\n${sides}${cycles}\n${certaintyText(view)}\nPnL: high as the recorded market fills, low with every fill ${String(worseFillBps)} bps worse.\n`;
}

function certaintyText({ certainty, assumed, unanswered }: VariantReport): string {
  const reasons = Object.entries(unanswered)
    .map(([reason, count]) => `${reason} ${String(count)} times`)
    .join(', ');
  if (certainty === 'unknown')
    return `NOT KNOWN: nobody answered (${reasons}). Recorded answers were given to another question; set OPENAI_BASE_URL or OPENAI_API_KEY to ask.`;
  if (certainty === 'partly')
    return `PARTLY KNOWN: some cycles had no answer (${reasons}) and held.`;
  if (certainty === 'assumed')
    return `ASSUMED: ${String(assumed)} requests differ from the recorded ones, because the state does; the answer of the same time stood in for each.`;
  return 'KNOWN: every cycle was decided anew, on the recorded market.';
}
