/** The documented rule set that trades without any model. @module */
import type {
  Plan,
  Strategy,
  StrategyAction,
  SymbolContext,
  Timeframe,
  TradingContext,
} from '@tradewright/core';
import { trendState, type TrendLengths, type TrendState } from './trend-state.ts';

/** Shown wherever the rules act: nobody may take them for a model. */
export const offlineRulesLabel = 'OFFLINE RULES - not an AI model';

/** Knobs of the rules. Fractions are of one; multiples are of the average true range, the target of the risk. */
export type OfflineRulesOptions = {
  readonly name?: string;
  readonly symbols: readonly string[];
  readonly timeframe?: Timeframe;
  readonly lengths?: TrendLengths;
  readonly riskFraction?: number;
  readonly stopRanges?: number;
  readonly targetRisks?: number;
};

const defaults = {
  name: 'offline-rules-v1',
  timeframe: '5m',
  lengths: { fast: 8, slow: 32, range: 14 },
  riskFraction: 0.005,
  stopRanges: 2.5,
  targetRisks: 2,
} as const;

/**
 * `offline-rules-v1`.
 *
 * 1. Trend filter: the fast average above the slow one, and the slow one rising, is an up-trend; the
 *    mirror image is a down-trend; everything else is none.
 * 2. Enter with the trend at the market, down only where the instrument can be sold short.
 * 3. Stop at a multiple of the average true range, target at a multiple of that risk.
 * 4. Risk a fixed fraction of equity; the size is the engine's business.
 * 5. Close when the averages have crossed back.
 *
 * Deterministic, without memory: the same context gives the same answer.
 */
export class OfflineRulesStrategy implements Strategy {
  readonly name: string;
  readonly label = offlineRulesLabel;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  readonly lookback: number;
  readonly #rules: Required<OfflineRulesOptions>;

  constructor(options: OfflineRulesOptions) {
    this.#rules = { ...defaults, ...options };
    this.name = this.#rules.name;
    this.symbols = this.#rules.symbols;
    this.timeframe = this.#rules.timeframe;
    // An exponential average needs several lengths of history before its start no longer shows.
    this.lookback = 4 * this.#rules.lengths.slow;
  }

  decide(context: TradingContext): readonly StrategyAction[] {
    return context.symbols.map((symbol) => this.#judge(context, symbol));
  }

  #judge(context: TradingContext, symbol: SymbolContext): StrategyAction {
    const trend = trendState(symbol.bars, this.#rules.lengths);
    const plan = context.plans.find((open) => open.symbol === symbol.symbol);
    if (trend === undefined) return hold(symbol, 'too few bars for the trend filter');
    if (plan !== undefined) return keepOrClose(symbol, plan, trend);
    const side = sideOf(trend);
    if (side === undefined) return hold(symbol, 'no trend');
    if (side === 'sell' && !symbol.instrument.canShort)
      return hold(symbol, 'the trend is down and the instrument cannot be sold short');
    return this.#open(symbol, side, trend);
  }

  #open(symbol: SymbolContext, side: 'buy' | 'sell', trend: TrendState): StrategyAction {
    const sign = side === 'buy' ? 1 : -1;
    const touch = (side === 'buy' ? symbol.quote?.ask : symbol.quote?.bid) ?? trend.close;
    const risk = this.#rules.stopRanges * trend.range;
    if (!(risk > 0) || touch - sign * risk <= 0)
      return hold(symbol, 'the range is too small or too large for a stop');
    return {
      action: 'open',
      proposal: {
        symbol: symbol.symbol,
        side,
        riskFraction: this.#rules.riskFraction,
        entryPrice: null,
        stopPrice: touch - sign * risk,
        targetPrice: touch + sign * risk * this.#rules.targetRisks,
        trailDistance: null,
        expiresAt: null,
        maxHoldMs: null,
        reasons: [
          `trend ${side === 'buy' ? 'up' : 'down'}: fast ${round(trend.fast)}, slow ${round(trend.slow)}, range ${round(trend.range)}`,
        ],
      },
    };
  }
}

function sideOf(trend: TrendState): 'buy' | 'sell' | undefined {
  if (trend.fast > trend.slow && trend.slow > trend.slowBefore) return 'buy';
  if (trend.fast < trend.slow && trend.slow < trend.slowBefore) return 'sell';
  return undefined;
}

function keepOrClose(symbol: SymbolContext, plan: Plan, trend: TrendState): StrategyAction {
  const against = plan.side === 'buy' ? trend.fast < trend.slow : trend.fast > trend.slow;
  if (!against || plan.state !== 'open') return hold(symbol, `plan ${plan.planId} goes on`);
  return {
    action: 'close',
    planId: plan.planId,
    fraction: 1,
    reasons: ['the averages crossed back'],
  };
}

function hold(symbol: SymbolContext, reason: string): StrategyAction {
  return { action: 'hold', symbol: symbol.symbol, reasons: [reason] };
}

function round(value: number): number {
  return Number(value.toPrecision(7));
}
