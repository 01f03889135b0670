/** Proposals for the eyes of the person who answers them. @module */
import { cleanText } from '@tradewright/agent';
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
      levelText(view.item.stop),
      percent(view.item.riskFraction),
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
    ['stop', `${levelText(item.stop)}, ${distance(item.stop, price)} away`],
    [
      'target',
      item.target === null
        ? 'none'
        : `${levelText(item.target)}, ${distance(item.target, price)} away`,
    ],
    ['risk asked for', `${percent(item.riskFraction)} of equity if the stop is hit`],
    ['holds for', item.maxHoldMinutes === null ? 'no limit' : `${item.maxHoldMinutes} minutes`],
    ['why', `${item.thesis}, confidence ${item.confidence}`],
    ['its words', item.rationale === '' ? '-' : cleanText(item.rationale, 400)],
    [
      'lapses',
      `at ${minuteText(view.expiresAt)} UTC, or ${bandBps} bps away from ${levelText(price)}`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(16)}${value}\n`).join('');
}

function planOf({ item, price }: ProposalView): string {
  const at =
    item.entry.price === null ? `market (${levelText(price)})` : levelText(item.entry.price);
  return `${item.side} ${item.symbol} at ${at}`;
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
