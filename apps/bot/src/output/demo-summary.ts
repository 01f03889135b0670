/** What a session did, on one screen. @module */
import { styleText } from 'node:util';
import type { AgentProposal, Fill } from '@tradewright/core';
import { lineChart } from './line-chart.ts';
import { money, plainNumber } from './money.ts';
import { table } from './table.ts';
import { minuteText } from './time-text.ts';

/** Everything the summary shows. Sums are decimal text in `baseCurrency`, `null` where not known. */
export type SummaryView = {
  readonly sessionId: string;
  readonly status: string;
  readonly venue: string;
  readonly symbols: readonly string[];
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly decisions: number;
  readonly plans: number;
  readonly denials: Readonly<Record<string, number>>;
  readonly proposals: readonly AgentProposal[];
  readonly orders: number;
  readonly fills: readonly Fill[];
  readonly fees: string | null;
  readonly realisedPnl: string | null;
  readonly unrealisedPnl: string | null;
  readonly baseCurrency: string;
  readonly equity: readonly number[];
  readonly digest: string;
  readonly database: string;
  readonly seconds: number;
  readonly ledgerBalances: boolean;
};

const shownFills = 5;

/** The summary for a terminal of 80 columns. */
export function demoSummary(view: SummaryView, colour: boolean): string {
  const bold = (text: string): string =>
    colour ? styleText('bold', text, { validateStream: false }) : text;
  const dim = (text: string): string =>
    colour ? styleText('dim', text, { validateStream: false }) : text;
  const currency = view.baseCurrency;
  const signed = (value: string | null): string =>
    tinted(money(value, { currency, signed: true }), value, colour);
  const denials = Object.entries(view.denials);
  const rows: readonly (readonly [string, string])[] = [
    ['session', `${view.sessionId} (${view.status})`],
    ['venue', [view.venue, ...view.symbols, 'recorded data'].join(', ')],
    ['decided by', view.label],
    ['period', `${minuteText(view.from)} to ${minuteText(view.to)} UTC`],
    ['bars', plainNumber(view.events)],
    ['decisions', plainNumber(view.decisions)],
    ['plans', plainNumber(view.plans)],
    [
      'denials',
      denials.length === 0 ? 'none' : denials.map(([rule, count]) => `${rule} ${count}`).join(', '),
    ],
    ...(view.proposals.length === 0 ? [] : [['proposals', proposalCounts(view)] as const]),
    ['orders', plainNumber(view.orders)],
    ['fills', plainNumber(view.fills.length)],
    ['fees', money(view.fees, { currency })],
    ['realised PnL', signed(view.realisedPnl)],
    ['unrealised PnL', signed(view.unrealisedPnl)],
    ['ledger', view.ledgerBalances ? 'balances to zero in every currency' : 'DOES NOT BALANCE'],
    ['digest', view.digest.slice(0, 16)],
  ];
  const facts = rows.map(([name, value]) => `  ${dim(name.padEnd(15))}${value}`).join('\n');
  const chart = lineChart(view.equity, { width: 60, height: 6 }, (value) =>
    money(value.toFixed(2)),
  );
  return [
    '',
    bold(`tradewright · ${view.seconds.toFixed(1)} s`),
    facts,
    '',
    bold(
      `Last fills${view.fills.length > shownFills ? ` (${shownFills} of ${view.fills.length})` : ''}`,
    ),
    indented(fillTable(view.fills.slice(-shownFills))),
    ...(chart === '' ? [] : [bold(`Equity in ${currency}`), indented(chart)]),
    `${dim('database')} ${view.database}`,
    '',
    bold('Next'),
    ...(view.proposals.length === 0
      ? []
      : [
          `  npx tradewright proposals                       ${dim('what waits for you')}`,
          `  AGENT_MODE=auto-paper npx tradewright run       ${dim('let the agent act, on paper')}`,
        ]),
    `  npx tradewright sessions ${view.sessionId}   ${dim('every figure of this session')}`,
    `  npx tradewright fills                           ${dim('all executions with their fees')}`,
    `  npx tradewright replay ${view.sessionId}     ${dim('the same digest again')}`,
    '',
  ].join('\n');
}

/** Each proposal counts in the last state that it came to. */
function proposalCounts({ proposals }: SummaryView): string {
  const states = new Map(proposals.map(({ hash, state }) => [hash, state]));
  const counts = new Map<string, number>();
  for (const state of states.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  const waiting = counts.get('waiting') ?? 0;
  counts.delete('waiting');
  const rest = [...counts].map(([state, count]) => `${count} ${state}`);
  return [`${waiting} wait for a person`, ...rest].join(', ');
}

function fillTable(fills: readonly Fill[]): string {
  return table(
    [
      { title: 'time' },
      { title: 'symbol' },
      { title: 'side' },
      { title: 'quantity', right: true },
      { title: 'price', right: true },
      { title: 'fee', right: true },
    ],
    fills.map((fill) => [
      minuteText(fill.time),
      fill.symbol,
      fill.side,
      plainNumber(fill.quantity),
      plainNumber(fill.price),
      `${money(fill.commission)} ${fill.commissionCurrency ?? ''}`,
    ]),
    'none',
  );
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}

function tinted(text: string, value: string | null, colour: boolean): string {
  if (!colour || value === null) return text;
  return styleText(value.startsWith('-') ? 'red' : 'green', text, { validateStream: false });
}
