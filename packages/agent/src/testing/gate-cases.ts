/** A market of two shares with one open plan, as the gate sees it. @module */
import { decimal, headroomRow, type SymbolContext, type TradingContext } from '@tradewright/core';
import { aPlan, aQuote, anAccount, anEquityPoint, anInstrument } from '@tradewright/core/testing';
import type { GatePolicy } from '../gate/gate-policy.ts';
import { defaultGatePolicy } from '../gate/gate-policy.ts';
import type { GateSnapshot } from '../gate/gate.ts';

/** One symbol with a two-sided quote and no bars. */
export function aSymbolContext(symbol: string, bid: number, ask: number): SymbolContext {
  return {
    symbol,
    instrument: anInstrument({ symbol, canShort: symbol === 'CSL/AUD' }),
    phase: 'open',
    quote: aQuote({ symbol, bid, ask }),
    timeframe: '5m',
    bars: [],
  };
}

/** BHP/AUD and CSL/AUD, A$100,000, caps of A$5,000 an order and A$10,000 in all. */
export function aTradingContext(parts: Partial<TradingContext> = {}): TradingContext {
  return {
    time: 1_000,
    strategyName: 'agent',
    baseCurrency: 'AUD',
    symbols: [aSymbolContext('BHP/AUD', 49.99, 50.01), aSymbolContext('CSL/AUD', 249.9, 250.1)],
    account: anAccount(),
    equity: anEquityPoint(),
    positions: [],
    plans: [],
    openOrders: [],
    recentFills: [],
    headroom: [
      headroomRow('max-order-value', { limit: '5000', used: null, left: '5000' }),
      headroomRow('gross-exposure', { limit: '10000', used: '0', left: '10000' }),
      headroomRow('max-positions', { unit: 'count', limit: '3', used: '0', left: '3' }),
      headroomRow('daily-loss', { limit: '1000', used: '0', left: '1000' }),
    ],
    hash: '0'.repeat(64),
    ...parts,
  };
}

/** {@link aTradingContext} with both quotes shown and AUD known. */
export function aGateSnapshot(parts: Partial<GateSnapshot> = {}): GateSnapshot {
  const context = parts.context ?? aTradingContext();
  return {
    context,
    shown: new Map(
      context.symbols.map(({ symbol, quote }) => [
        symbol,
        { body: quote, asOf: 1_000, stale: false },
      ]),
    ),
    rates: { AUD: decimal('1') },
    tainted: false,
    newRiskBlocked: null,
    blockedSymbols: {},
    ...parts,
  };
}

/** The default policy with a minimum trade of A$500. */
export function aGatePolicy(parts: Partial<GatePolicy> = {}): GatePolicy {
  return { ...defaultGatePolicy, minTradeSize: decimal('500'), ...parts };
}

/** A long BHP/AUD at the market, stop 49, target 52, risking half a percent. */
export function anOpenItem(parts: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    kind: 'open',
    symbol: 'BHP/AUD',
    side: 'long',
    entry: { type: 'market', price: null },
    riskFraction: 0.0005,
    stop: 49,
    target: 52,
    validMinutes: null,
    maxHoldMinutes: null,
    thesis: 'trend',
    confidence: 0.6,
    evidence: [{ ref: 'BHP/AUD', field: 'ask', value: 50.01 }],
    rationale: 'the trend is up',
    ...parts,
  };
}

/** An open long plan in BHP/AUD at revision 0, with its stop at 49. */
export function aContextWithPlan(): TradingContext {
  return aTradingContext({ plans: [aPlan({ state: 'open', filled: decimal('100') })] });
}
