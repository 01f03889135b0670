/** Judges a request for new risk. @module */
import { Decimal, tickAt, type PlanProposal, type SymbolContext } from '@tradewright/core';
import type { OpenItem } from '../decision/decision-schema.ts';
import { cleanText } from '../text/untrusted-text.ts';
import { evidenceFault } from './evidence-index.ts';
import type { GateCase, ItemResult } from './gate.ts';
import { Judgement } from './judgement.ts';
import { sizeOpen } from './size-open.ts';

/**
 * In this order: blocks, symbol, session, freshness, one plan per symbol, entry near the market,
 * stop side and distance, target side, reward for the risk, evidence; then the size under every cap.
 * The price checks run on plain numbers, so that absurd ones end before exact arithmetic.
 */
export function judgeOpen(item: OpenItem, at: GateCase): ItemResult {
  const symbol = at.snapshot.context.symbols.find((one) => one.symbol === item.symbol);
  const judgement = new Judgement(item, symbol?.symbol ?? null);
  if (symbol === undefined) {
    // Never traded as another symbol: not the first, not the nearest.
    judgement.reject('symbol-shown', `"${cleanText(item.symbol, 40)}" is not among the symbols`);
    return judgement.rejected();
  }
  checkState(symbol, at, judgement);
  const entry = checkEntry(item, symbol, at, judgement);
  if (entry !== undefined) {
    checkLevels(item, entry, at, judgement);
    const step = tickAt(Decimal.fromMarketNumber(entry), symbol.instrument.tickLadder);
    checkEvidence(item, step.toMarketNumber(), at, judgement);
  }
  if (judgement.failed || entry === undefined) return judgement.rejected();
  const sized = sizeOpen(proposalOf(item, at), symbol, at, judgement);
  if (judgement.failed || sized === undefined) return judgement.rejected();
  at.room.take(symbol, sized.proposal.side, {
    value: Decimal.from(sized.size.value),
    risk: Decimal.from(sized.size.risk),
  });
  return judgement.accept({ action: 'open', proposal: sized.proposal }, sized.size);
}

function checkState(symbol: SymbolContext, at: GateCase, judgement: Judgement): void {
  const { snapshot, policy, room } = at;
  const { quote, phase } = symbol;
  if (snapshot.newRiskBlocked !== null)
    judgement.reject('new-risk-blocked', snapshot.newRiskBlocked);
  const blocked = snapshot.blockedSymbols[symbol.symbol];
  if (blocked !== undefined) judgement.reject('entries-blocked', blocked);
  judgement.require(phase === 'open', 'session-open', `the market is ${phase}`);
  judgement.require(
    room.opens < policy.maxOpensPerDecision,
    'opens-per-decision',
    `at most ${String(policy.maxOpensPerDecision)} plans per decision`,
  );
  judgement.require(
    !room.isPlanned(symbol.symbol),
    'one-plan-per-symbol',
    `a plan is open in ${symbol.symbol}`,
  );
  if (quote === null) return;
  const age = snapshot.context.time - quote.receivedTime;
  judgement.require(age <= policy.maxQuoteAgeMs, 'fresh', `the quote is ${String(age)} ms old`);
  judgement.require(!quote.delayed || policy.allowDelayedData, 'fresh', 'the quote is delayed');
}

/** The price the entry would really have; `undefined` when there is none to judge by. */
function checkEntry(
  item: OpenItem,
  symbol: SymbolContext,
  at: GateCase,
  judgement: Judgement,
): number | undefined {
  const long = item.side === 'long';
  judgement.require(
    long || symbol.instrument.canShort,
    'short-allowed',
    `${symbol.symbol} cannot be sold short`,
  );
  const { bid = null, ask = null } = symbol.quote ?? {};
  if (bid === null || ask === null || bid > ask) {
    judgement.reject('quote-known', `no two-sided price is known for ${symbol.symbol}`);
    return undefined;
  }
  const touch = long ? ask : bid;
  const { type, price } = item.entry;
  judgement.require(
    (type === 'limit') === (price !== null),
    'entry',
    'a limit entry takes a price and a market entry takes none',
  );
  const entry = price ?? touch;
  const distance = (Math.abs(entry - touch) / touch) * 10_000;
  judgement.require(
    distance <= at.policy.maxEntryDistanceBps,
    'entry-near-market',
    `the entry ${String(entry)} lies ${distance.toFixed(0)} bps from ${String(touch)}`,
  );
  return entry;
}

function checkLevels(item: OpenItem, entry: number, at: GateCase, judgement: Judgement): void {
  const { minStopBps, maxStopBps, minRewardRisk, roundTripCostBps } = at.policy;
  const sign = item.side === 'long' ? 1 : -1;
  const risk = ((sign * (entry - item.stop)) / entry) * 10_000;
  judgement.require(
    risk > 0,
    'stop-side',
    `the stop ${String(item.stop)} is not on the losing side of ${String(entry)}`,
  );
  judgement.require(
    risk <= 0 || (risk >= minStopBps && risk <= maxStopBps),
    'stop-distance',
    `the stop lies ${risk.toFixed(1)} bps away, outside ${String(minStopBps)} to ${String(maxStopBps)}`,
  );
  if (item.target === null) return;
  const reward = ((sign * (item.target - entry)) / entry) * 10_000;
  judgement.require(
    reward > 0,
    'target-side',
    `the target ${String(item.target)} is not on the winning side of ${String(entry)}`,
  );
  const ratio = (reward - roundTripCostBps) / (risk + roundTripCostBps);
  judgement.require(
    risk <= 0 || reward <= 0 || ratio >= minRewardRisk,
    'reward-risk',
    `reward for risk is ${ratio.toFixed(2)} after costs, below ${String(minRewardRisk)}`,
  );
}

function checkEvidence(item: OpenItem, step: number, at: GateCase, judgement: Judgement): void {
  for (const claim of item.evidence) {
    const fault = evidenceFault(claim, at.snapshot.shown, step);
    if (fault !== undefined) judgement.reject('evidence', fault);
  }
}

function proposalOf(item: OpenItem, { snapshot }: GateCase): PlanProposal {
  const { time } = snapshot.context;
  return {
    symbol: item.symbol,
    side: item.side === 'long' ? 'buy' : 'sell',
    riskFraction: item.riskFraction,
    entryPrice: item.entry.price,
    stopPrice: item.stop,
    targetPrice: item.target,
    trailDistance: null,
    expiresAt: item.validMinutes === null ? null : time + item.validMinutes * 60_000,
    maxHoldMs: item.maxHoldMinutes === null ? null : item.maxHoldMinutes * 60_000,
    reasons: [
      `${item.thesis}, confidence ${item.confidence.toFixed(2)}`,
      ...(item.rationale === '' ? [] : [cleanText(item.rationale)]),
    ],
  };
}
