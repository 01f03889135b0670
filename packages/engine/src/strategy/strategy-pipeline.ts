/** A strategy made of layers that stop at the first one that fails. @module */
import type {
  Strategy,
  StrategyAction,
  StrategyLayer,
  SymbolContext,
  Timeframe,
  TradingContext,
} from '@tradewright/core';

/** What a pipeline is made of. `propose` turns the state of a symbol that passed every layer into actions. */
export type StrategyPipelineOptions<State> = {
  readonly name: string;
  readonly label: string;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  readonly lookback: number;
  readonly start: State;
  readonly layers: readonly StrategyLayer<State>[];
  readonly propose: (
    context: TradingContext,
    symbol: SymbolContext,
    state: State,
    reasons: readonly string[],
  ) => readonly StrategyAction[];
};

/** Runs each symbol through the layers; reasons add up, and a stop becomes a hold that tells them all. */
export class StrategyPipeline<State> implements Strategy {
  readonly name: string;
  readonly label: string;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  readonly lookback: number;
  readonly #options: StrategyPipelineOptions<State>;

  constructor(options: StrategyPipelineOptions<State>) {
    this.#options = options;
    this.name = options.name;
    this.label = options.label;
    this.symbols = options.symbols;
    this.timeframe = options.timeframe;
    this.lookback = options.lookback;
  }

  decide(context: TradingContext): readonly StrategyAction[] {
    return context.symbols.flatMap((symbol) => this.#review(context, symbol));
  }

  #review(context: TradingContext, symbol: SymbolContext): readonly StrategyAction[] {
    let state = this.#options.start;
    const reasons: string[] = [];
    for (const layer of this.#options.layers) {
      const verdict = layer.review(context, symbol, state);
      reasons.push(...verdict.reasons.map((reason) => `${layer.name}: ${reason}`));
      if (verdict.kind === 'stop') return [{ action: 'hold', symbol: symbol.symbol, reasons }];
      state = verdict.state;
    }
    return this.#options.propose(context, symbol, state, reasons);
  }
}
