/** Builders of plans, decisions and portfolio records. @module */
import type { Decision } from '../domain/decision.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Plan, PlanProposal } from '../domain/plan.ts';
import type { BookPosition, EquityPoint, Halt } from '../domain/portfolio-records.ts';
import type { RiskVerdict } from '../domain/risk-verdict.ts';
import type { SessionRecord } from '../domain/session-record.ts';
import { decimal } from '../money/decimal.ts';

/** Buy BHP/AUD at 50, stop 49, target 52, risking 1 %. */
export function aPlanProposal(parts: Partial<PlanProposal> = {}): PlanProposal {
  return {
    symbol: 'BHP/AUD',
    side: 'buy',
    riskFraction: 0.01,
    entryPrice: 50,
    stopPrice: 49,
    targetPrice: 52,
    trailDistance: null,
    expiresAt: null,
    maxHoldMs: null,
    reasons: ['test'],
    ...parts,
  };
}

/** {@link aPlanProposal} admitted for 100 shares. */
export function aPlan(parts: Partial<Plan> = {}): Plan {
  return {
    planId: 'plan-1',
    revision: 0,
    strategyName: 'test',
    symbol: 'BHP/AUD',
    side: 'buy',
    state: 'admitted',
    quantity: decimal('100'),
    filled: decimal('0'),
    exited: decimal('0'),
    averageEntryPrice: null,
    entryPrice: decimal('50'),
    stopPrice: decimal('49'),
    initialStopPrice: decimal('49'),
    targetPrice: decimal('52'),
    trailDistance: null,
    expiresAt: null,
    maxHoldMs: null,
    entryClientOrderId: null,
    exitClientOrderIds: [],
    protectionClientOrderIds: [],
    reasons: ['test'],
    closeReason: null,
    createdTime: 1_000,
    updatedTime: 1_000,
    ...parts,
  };
}

/** A decision that held. */
export function aDecision(parts: Partial<Decision> = {}): Decision {
  return {
    decisionId: 'decision-1',
    strategyName: 'test',
    label: 'test rules',
    contextHash: null,
    actions: [
      {
        request: { action: 'hold', symbol: 'BHP/AUD', reasons: ['flat'] },
        outcome: 'held',
        planId: null,
        reasons: [],
      },
    ],
    time: 1_000,
    ...parts,
  };
}

/** A denial of 1,000 shares by the order value cap. */
export function aRiskVerdict(parts: Partial<RiskVerdict> = {}): RiskVerdict {
  return {
    approved: false,
    denials: [
      {
        rule: 'max-order-value',
        limit: '5000 AUD',
        value: '50000 AUD',
        largestSize: decimal('100'),
        message: 'The order was worth 50000 AUD; the cap is 5000 AUD.',
      },
    ],
    largestSize: decimal('100'),
    strategyName: 'test',
    planId: null,
    symbol: 'BHP/AUD',
    side: 'buy',
    quantity: decimal('1000'),
    time: 1_000,
    ...parts,
  };
}

/** The balanced entry of buying 100 BHP/AUD at 50. */
export function aLedgerEntry(parts: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    entryId: 'entry-1',
    kind: 'fill',
    reference: 'fill-1',
    reverses: null,
    strategyName: 'test',
    symbol: 'BHP/AUD',
    postings: [
      {
        account: 'position:PAPER:BHP/AUD',
        currency: 'AUD',
        amount: decimal('5000'),
        quantity: decimal('100'),
      },
      { account: 'cash:PAPER', currency: 'AUD', amount: decimal('-5000'), quantity: null },
    ],
    time: 1_000,
    ...parts,
  };
}

/** A book holding 100 BHP/AUD at 50. */
export function aBookPosition(parts: Partial<BookPosition> = {}): BookPosition {
  return {
    venue: 'PAPER',
    accountId: 'PAPER-1',
    strategyName: 'test',
    symbol: 'BHP/AUD',
    currency: 'AUD',
    quantity: decimal('100'),
    cost: decimal('5000'),
    averagePrice: decimal('50'),
    realisedPnl: decimal('0'),
    fees: {},
    state: 'open',
    openedTime: 1_000,
    roundTripPnl: decimal('0'),
    updatedTime: 1_000,
    ...parts,
  };
}

/** A$100,000 in cash. */
export function anEquityPoint(parts: Partial<EquityPoint> = {}): EquityPoint {
  return {
    time: 1_000,
    baseCurrency: 'AUD',
    equity: decimal('100000'),
    cash: { AUD: decimal('100000') },
    realisedPnl: decimal('0'),
    unrealisedPnl: decimal('0'),
    fees: decimal('0'),
    ...parts,
  };
}

/** A halt of one instrument. */
export function aHalt(parts: Partial<Halt> = {}): Halt {
  return {
    haltId: 'halt-1',
    scope: 'instrument',
    subject: 'BHP/AUD',
    reason: 'position differs from executions',
    setTime: 1_000,
    clearedTime: null,
    clearedBy: null,
    ...parts,
  };
}

/** A paper session in AUD. */
export function aSessionRecord(parts: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id: 'session-1',
    portfolioId: 'portfolio-1',
    venue: 'PAPER',
    accountId: 'PAPER-1',
    mode: 'paper',
    baseCurrency: 'AUD',
    strategies: ['test'],
    provider: 'offline',
    version: '0.1.0',
    startedAt: 1_000,
    ...parts,
  };
}
