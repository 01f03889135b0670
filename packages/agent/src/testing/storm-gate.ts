/** Hostile decisions by the thousand. @module */
import {
  decimal,
  headroomRow,
  type Headroom,
  type Random,
  type TradingContext,
} from '@tradewright/core';
import { aPlan, anEquityPoint } from '@tradewright/core/testing';
import { gate } from '../gate/gate.ts';
import { aGatePolicy, aGateSnapshot, aSymbolContext, aTradingContext } from './gate-cases.ts';
import { gateBreaches } from './gate-breaches.ts';
import { hostileItem } from './hostile-items.ts';

/** What a storm came to. `breaches` must be empty. */
export type GateStorm = {
  readonly decisions: number;
  readonly items: number;
  readonly accepted: Readonly<Record<string, number>>;
  readonly clamped: number;
  readonly rejected: number;
  readonly breaches: readonly string[];
};

/** Sends hostile decisions through the gate under changing caps, plans, taint and blocks. */
export function stormGate(decisions: number, random: Random, judge = gate): GateStorm {
  const accepted: Record<string, number> = {};
  const breaches: string[] = [];
  let [items, clamped, rejected] = [0, 0, 0];
  for (let count = 0; count < decisions; count += 1) {
    const snapshot = aGateSnapshot({
      context: someContext(random),
      tainted: random.next() < 0.2,
      newRiskBlocked: random.next() < 0.05 ? 'the kill switch is on' : null,
      blockedSymbols: random.next() < 0.05 ? { 'BHP/AUD': 'halted' } : {},
      ...(random.next() < 0.03 ? { rates: {} } : {}),
    });
    const policy = aGatePolicy();
    const asked = Array.from({ length: random.integer(1, 4) }, () => hostileItem(random));
    const result = judge(asked, snapshot, policy);
    items += asked.length;
    for (const { verdict, action } of result.results) {
      if (verdict.verdict === 'rejected') rejected += 1;
      if (verdict.verdict === 'clamped') clamped += 1;
      if (action !== null) accepted[action.action] = (accepted[action.action] ?? 0) + 1;
    }
    for (const breach of gateBreaches(result, { snapshot, policy }))
      breaches.push(`${breach}: ${JSON.stringify(asked)}`);
  }
  return { decisions, items, accepted, clamped, rejected, breaches };
}

function someContext(random: Random): TradingContext {
  const ask = 50 + random.integer(0, 3) / 100;
  return aTradingContext({
    symbols: [
      aSymbolContext('BHP/AUD', ask - 0.01, ask),
      aSymbolContext('CSL/AUD', 249.9, 250.1 + random.next() / 100),
    ],
    equity: anEquityPoint({
      equity: random.next() < 0.05 ? null : decimal(String(random.integer(100, 200_000))),
    }),
    plans: random.next() < 0.6 ? [aPlan({ state: 'open', filled: decimal('100') })] : [],
    headroom: someHeadroom(random),
  });
}

/** The caps that every session has, and a few of those that an operator may add. */
function someHeadroom(random: Random): readonly Headroom[] {
  const order = String(random.integer(300, 6_000));
  const room = (rule: string, most: number, parts: Partial<Headroom> = {}): Headroom => {
    const left = random.next() < 0.05 ? null : String(random.integer(0, most));
    return headroomRow(rule, { limit: String(most), left, blocks: left === null, ...parts });
  };
  const sometimes = (share: number, row: () => Headroom): readonly Headroom[] =>
    random.next() < share ? [row()] : [];
  return [
    headroomRow('max-order-value', { limit: order, left: order }),
    room('gross-exposure', 12_000),
    room('max-positions', 3, { unit: 'count' }),
    room('daily-loss', 1_000),
    ...sometimes(0.3, () => room('drawdown', 2_000)),
    ...sometimes(0.2, () => room('allocated-capital', 8_000)),
    ...sometimes(0.2, () => room('net-exposure', 8_000, { side: 'buy' })),
    ...sometimes(0.2, () => room('net-exposure', 8_000, { side: 'sell' })),
    ...sometimes(0.2, () => room('symbol-exposure', 8_000, { symbol: 'BHP/AUD' })),
    ...sometimes(0.2, () => room('class-exposure', 8_000)).flatMap((row) =>
      ['BHP/AUD', 'CSL/AUD'].map((symbol) => ({ ...row, symbol })),
    ),
    ...sometimes(0.1, () => headroomRow('spread', { symbol: 'CSL/AUD', blocks: true })),
    ...sometimes(0.1, () => headroomRow('short-permission', { side: 'sell', blocks: true })),
  ];
}
