/** What the rules would look at before an entry is asked for. @module */
import { decimal, type OrderIntent } from '@tradewright/core';
import { buildRiskInput, type RiskSources } from './build-risk-input.ts';
import type { RiskInput } from './risk-input.ts';

/** Where an entry is imagined; a symbol that is `''` is that of no instrument. */
export type ProbedEntry = {
  readonly symbol: string;
  readonly strategyName: string | null;
  readonly time: number;
};

/** The input of an entry of size zero at the market, on the side on which it cannot reduce anything. */
export function probeEntry(sources: RiskSources, entry: ProbedEntry): RiskInput {
  const { symbol, strategyName, time } = entry;
  const probe = (side: OrderIntent['side']): RiskInput =>
    buildRiskInput(sources, { ...entryShape, symbol, strategyName, side }, undefined, time);
  const buy = probe('buy');
  return buy.reducing ? probe('sell') : buy;
}

const entryShape: Omit<OrderIntent, 'symbol' | 'strategyName' | 'side'> = {
  clientOrderId: 'probe',
  purpose: 'entry',
  type: 'market',
  quantity: decimal('0'),
  limitPrice: null,
  stopPrice: null,
  trailingAmount: null,
  timeInForce: 'DAY',
  expireTime: null,
  postOnly: false,
  reduceOnly: false,
  outsideHours: false,
  transmit: false,
  tag: null,
  planId: null,
  parentClientOrderId: null,
  ocaGroup: null,
  createdTime: 0,
};
