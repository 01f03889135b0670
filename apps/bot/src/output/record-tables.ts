/** Records of a session as tables. @module */
import type { AgentDecision, Decision, OrderView } from '@tradewright/core';
import { money, plainNumber } from './money.ts';
import { table } from './table.ts';
import { minuteText } from './time-text.ts';

type AccountView = {
  readonly venue: string;
  readonly baseCurrency: string;
  readonly equity: string | null;
  readonly cash: Readonly<Record<string, string>>;
  readonly time: number | null;
};

/** Balances, one line each. */
export function accountText(account: AccountView): string {
  const cash = Object.entries(account.cash).map(
    ([currency, value]) => `cash            ${money(value, { currency })}\n`,
  );
  return `venue           ${account.venue}\nequity          ${money(account.equity, { currency: account.baseCurrency })}\n${cash.join('')}as of           ${minuteText(account.time)} UTC\n`;
}

type PositionView = {
  readonly symbol: string;
  readonly quantity: string;
  readonly averagePrice: string | null;
  readonly currency: string;
  readonly strategyName: string;
};

/** Open positions. */
export function positionTable(positions: readonly PositionView[]): string {
  return table(
    [
      { title: 'symbol' },
      { title: 'quantity', right: true },
      { title: 'average', right: true },
      { title: 'currency' },
      { title: 'strategy' },
    ],
    positions.map((one) => [
      one.symbol,
      plainNumber(one.quantity),
      plainNumber(one.averagePrice),
      one.currency,
      one.strategyName,
    ]),
    'No open positions.',
  );
}

/** Orders with their progress. */
export function orderTable(orders: readonly OrderView[], empty: string): string {
  return table(
    [
      { title: 'order' },
      { title: 'symbol' },
      { title: 'side' },
      { title: 'type' },
      { title: 'filled', right: true },
      { title: 'of', right: true },
      { title: 'average', right: true },
      { title: 'status' },
    ],
    orders.map((one) => [
      one.clientOrderId ?? '-',
      one.symbol,
      one.side,
      one.type,
      plainNumber(one.filled),
      plainNumber(one.quantity),
      plainNumber(one.averagePrice),
      one.status,
    ]),
    empty,
  );
}

type FillView = {
  readonly time: number;
  readonly symbol: string;
  readonly side: string;
  readonly quantity: string;
  readonly price: string;
  readonly commission: string | null;
  readonly commissionCurrency: string | null;
};

/** Executions with their fees. */
export function fillTable(fills: readonly FillView[]): string {
  return table(
    [
      { title: 'time (UTC)' },
      { title: 'symbol' },
      { title: 'side' },
      { title: 'quantity', right: true },
      { title: 'price', right: true },
      { title: 'fee', right: true },
    ],
    fills.map((one) => [
      minuteText(one.time),
      one.symbol,
      one.side,
      plainNumber(one.quantity),
      plainNumber(one.price),
      one.commission === null
        ? 'pending'
        : money(one.commission, { currency: one.commissionCurrency ?? '' }),
    ]),
    'No fills.',
  );
}

/** One line per action; holds are counted together. */
export function decisionTable(decisions: readonly Decision[]): string {
  const actions = decisions.flatMap((decision) =>
    decision.actions.map((action) => ({ decision, action })),
  );
  const acted = actions.filter(({ action }) => action.request.action !== 'hold');
  const rows = acted.map(({ decision, action }) => [
    minuteText(decision.time),
    decision.strategyName,
    action.request.action,
    action.outcome,
    action.planId ?? '-',
    (action.reasons[0] ?? '').slice(0, 40),
  ]);
  const columns = [
    { title: 'time (UTC)' },
    { title: 'strategy' },
    { title: 'action' },
    { title: 'outcome' },
    { title: 'plan' },
    { title: 'reason' },
  ];
  return `${table(columns, rows, 'No decision but holds.')}${decisions.length} decisions, ${actions.length - acted.length} holds\n`;
}

/** Cycles in which an agent was asked, those that did something, and how all ended. */
export function agentDecisionTable(
  asked: readonly AgentDecision[],
  outcomes: Readonly<Record<string, number>>,
): string {
  if (asked.length === 0) return '';
  const shown = asked.filter(({ outcome }) => outcome !== 'held').slice(-20);
  const rows = shown.map(({ agentDecisionId, time, outcome, verdicts, cost, currency }) => [
    agentDecisionId,
    minuteText(time),
    outcome,
    verdicts.map(({ kind, subject, verdict }) => `${kind} ${subject ?? '-'} ${verdict}`).join(', '),
    `${cost} ${currency}`,
  ]);
  const columns = [
    { title: 'asked' },
    { title: 'time (UTC)' },
    { title: 'outcome' },
    { title: 'gate' },
    { title: 'cost', right: true },
  ];
  const counts = Object.entries(outcomes).map(([name, count]) => `${name} ${String(count)}`);
  return `\n${table(columns, rows, 'Every answer was a hold.')}${asked.length} times asked: ${counts.join(', ')}\n`;
}
