/** Proposals for the eyes of the person who answers them. @module */
import { cleanText, subjectOf } from '@tradewright/agent';
import type { ProposalView } from '../session/approval-book.ts';
import { plainNumber } from './money.ts';
import { table } from './table.ts';
import { minuteText } from './time-text.ts';

/** One line each. */
export function proposalTable(views: readonly ProposalView[], nothing: string): string {
  return table(
    [
      { title: 'hash' },
      { title: 'proposed (UTC)' },
      { title: 'plan' },
      { title: 'stop', right: true },
      { title: 'risk', right: true },
      { title: 'until (UTC)' },
      { title: 'state' },
    ],
    views.map((view) => [
      view.hash.slice(0, 12),
      minuteText(view.createdTime),
      planOf(view),
      levelText(view.item.kind === 'open' ? view.item.stop : Number(view.plan?.stop ?? '0')),
      view.item.kind === 'open' ? percent(view.item.riskFraction) : 'none',
      minuteText(view.expiresAt),
      view.reason === null ? view.state : `${view.state}: ${view.reason}`,
    ]),
    nothing,
  );
}

/** Everything that an approval binds to. Words of the model are shown as words, cleaned. */
export function proposalText(view: ProposalView): string {
  const { item, price, bandBps } = view;
  const rows: readonly (readonly [string, string])[] = [
    ['hash', view.hash],
    ['state', view.reason === null ? view.state : `${view.state}: ${view.reason}`],
    ...(view.operator === null ? [] : [['answered by', view.operator] as const]),
    ['from', `${cleanText(view.agentDecisionId, 60)} for ${view.strategyName}`],
    ['plan', planOf(view)],
    ...(item.kind === 'open' ? openRows(item, price) : amendRows(item, view)),
    [
      'lapses',
      `at ${minuteText(view.expiresAt)} UTC, or ${bandBps} bps away from ${levelText(price)}`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(16)}${value}\n`).join('');
}

type Item = ProposalView['item'];
type Rows = readonly (readonly [string, string])[];

function openRows(item: Extract<Item, { kind: 'open' }>, price: number): Rows {
  return [
    ['stop', levelAway(item.stop, price)],
    ['target', item.target === null ? 'none' : levelAway(item.target, price)],
    ['risk asked for', `${percent(item.riskFraction)} of equity if the stop is hit`],
    ['holds for', item.maxHoldMinutes === null ? 'no limit' : `${item.maxHoldMinutes} minutes`],
    ['why', `${item.thesis}, confidence ${item.confidence}`],
    ['its words', item.rationale === '' ? '-' : cleanText(item.rationale, 400)],
  ];
}

function amendRows(item: Extract<Item, { kind: 'amend' }>, { plan, price }: ProposalView): Rows {
  const stop = Number(plan?.stop ?? '0');
  return [
    ['stop', `${levelAway(stop, price)}, stays`],
    ['target now', plan?.target == null ? 'none' : levelAway(Number(plan.target), price)],
    ['target then', item.target === null ? '-' : levelAway(item.target, price)],
    ['its words', item.reason === '' ? '-' : cleanText(item.reason, 300)],
  ];
}

function planOf(view: ProposalView): string {
  const { item, price } = view;
  const { symbol, side } = subjectOf(view);
  if (item.kind === 'amend')
    return `another target for ${cleanText(item.planId, 40)}, ${side} ${symbol}`;
  const at =
    item.entry.price === null ? `market (${levelText(price)})` : levelText(item.entry.price);
  return `${side} ${symbol} at ${at}`;
}

function levelAway(level: number, price: number): string {
  return `${levelText(level)}, ${distance(level, price)} away`;
}

/** Sizing rounds levels to the tick; eyes need no more than this. */
function levelText(level: number): string {
  return plainNumber(String(Number(level.toPrecision(8))));
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)} %`;
}

function distance(level: number, price: number): string {
  return `${((Math.abs(level - price) / price) * 100).toFixed(2)} %`;
}
