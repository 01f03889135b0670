/** A strategy without sense, which asks for everything that can be asked for. @module */
import type { Random, Strategy, StrategyAction, TradingContext } from '@tradewright/core';

/** How lively it is; changed from outside when the market is to calm down. */
export type Temper = { active: boolean };

type SymbolView = TradingContext['symbols'][number];

/** Opens, amends, closes and cancels at random, within what a proposal may say. */
export class ChaosStrategy implements Strategy {
  readonly label = 'chaos';
  readonly timeframe = '1m';
  readonly lookback = 2;
  readonly name: string;
  readonly symbols: readonly string[];
  readonly #random: Random;
  readonly #temper: Temper;

  constructor(name: string, symbols: readonly string[], random: Random, temper: Temper) {
    this.name = name;
    this.symbols = symbols;
    this.#random = random;
    this.#temper = temper;
  }

  decide(context: TradingContext): readonly StrategyAction[] {
    if (!this.#temper.active) return [];
    return [
      ...context.plans.flatMap((plan) => this.#change(plan)),
      ...context.symbols.flatMap((symbol) => this.#open(symbol, context.time)),
    ];
  }

  #open(view: SymbolView, time: number): readonly StrategyAction[] {
    const { quote, instrument } = view;
    if (quote?.bid == null || quote.ask == null || this.#random.next() > 0.8) return [];
    const side = instrument.canShort && this.#random.next() < 0.5 ? 'sell' : 'buy';
    const sign = side === 'buy' ? 1 : -1;
    const touch = side === 'buy' ? quote.ask : quote.bid;
    const resting = this.#random.next() < 0.5;
    const entry = resting ? cents(touch * (1 - sign * this.#random.next() * 0.002)) : null;
    const reach = touch * (0.001 + this.#random.next() * 0.01);
    const maybe = (value: number): number | null => (this.#random.next() < 0.5 ? value : null);
    return [
      {
        action: 'open',
        proposal: {
          symbol: view.symbol,
          side,
          riskFraction: 0.002 + this.#random.next() * 0.02,
          entryPrice: entry,
          stopPrice: cents((entry ?? touch) - sign * reach),
          targetPrice: maybe(cents((entry ?? touch) + sign * reach)),
          trailDistance: maybe(cents(reach)),
          expiresAt: time + this.#random.integer(1, 8) * 10_000,
          maxHoldMs: maybe(this.#random.integer(1, 10) * 10_000),
          reasons: ['chaos'],
        },
      },
    ];
  }

  #change(plan: TradingContext['plans'][number]): readonly StrategyAction[] {
    const dice = this.#random.next();
    const reasons = ['chaos'];
    if (dice < 0.25) {
      const fraction = this.#random.next() < 0.5 ? 1 : 0.25 + this.#random.next() * 0.5;
      return [{ action: 'close', planId: plan.planId, fraction, reasons }];
    }
    if (dice < 0.35) return [{ action: 'cancel-plan', planId: plan.planId, reasons }];
    if (dice > 0.45) return [];
    const sign = plan.side === 'buy' ? 1 : -1;
    const stopPrice = cents(Number(plan.stopPrice) + sign * this.#random.integer(-2, 5) * 0.01);
    const { planId, revision } = plan;
    return [
      { action: 'amend', amendment: { planId, revision, stopPrice, targetPrice: null }, reasons },
    ];
  }
}

function cents(price: number): number {
  return Math.max(0.01, Math.round(price * 100) / 100);
}
