/** The strategy of `selftest`: one small position, entered and left when it is told to. @module */
import type {
  Bar,
  Fill,
  Plan,
  Strategy,
  StrategyAction,
  SymbolContext,
  Timeframe,
  TradingContext,
} from '@tradewright/core';

/** What it trades. `value` is the worth of its position in base currency. */
export type SelftestTerms = {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly value: number;
};

/** Far enough to stay untouched during the test, near enough for every asset class. */
const stopShare = 0.05;

/** Holds until somebody sets {@link SelftestStrategy.aim}; each aim is acted on once. */
export class SelftestStrategy implements Strategy {
  readonly name = 'selftest';
  readonly label = 'SELFTEST - one small trade';
  readonly lookback = 1;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  /** What the next decision asks for. */
  aim: 'hold' | 'enter' | 'leave' = 'hold';
  /** What the session has told it so far. */
  readonly heard = { bars: 0, contexts: 0, fills: 0 };
  readonly #value: number;

  constructor({ symbol, timeframe, value }: SelftestTerms) {
    this.symbols = [symbol];
    this.timeframe = timeframe;
    this.#value = value;
  }

  onBar(_symbol: string, _bar: Bar): void {
    this.heard.bars += 1;
  }

  onFill(_fill: Fill): void {
    this.heard.fills += 1;
  }

  decide({ symbols, equity, plans }: TradingContext): readonly StrategyAction[] {
    const [shown] = symbols;
    if (shown?.quote != null) this.heard.contexts += 1;
    const { aim } = this;
    this.aim = 'hold';
    if (aim === 'enter') return [this.#entry(shown, Number(equity?.equity ?? Number.NaN))];
    if (aim === 'leave') return plans.filter(isOpen).map((plan) => closing(plan.planId));
    return [{ action: 'hold', symbol: null, reasons: ['the selftest watches'] }];
  }

  /** The rate of the instrument's currency cancels out: both sides of the fraction are in base currency. */
  #entry(shown: SymbolContext | undefined, equity: number): StrategyAction {
    const price = shown?.quote?.ask ?? shown?.quote?.last ?? null;
    if (shown === undefined || price === null || !(equity > 0)) {
      const missing = equity > 0 ? 'there was no price' : 'the equity was not known';
      return { action: 'hold', symbol: null, reasons: [missing] };
    }
    return {
      action: 'open',
      proposal: {
        symbol: shown.symbol,
        side: 'buy',
        riskFraction: Math.min(1, (this.#value * stopShare) / equity),
        entryPrice: null,
        stopPrice: price * (1 - stopShare),
        targetPrice: null,
        trailDistance: null,
        expiresAt: null,
        maxHoldMs: null,
        reasons: ['the selftest trades once'],
      },
    };
  }
}

function isOpen({ state }: Plan): boolean {
  return state === 'open' || state === 'entering';
}

function closing(planId: string): StrategyAction {
  return { action: 'close', planId, fraction: 1, reasons: ['the selftest is over'] };
}
