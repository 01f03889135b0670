/** What a strategy is and what it sees. @module */
import type { StrategyAction } from '../domain/decision.ts';
import type { AccountSnapshot } from '../domain/account.ts';
import type { Fill } from '../domain/fill.ts';
import type { Headroom } from '../domain/headroom.ts';
import type { Instrument, MarketPhase } from '../domain/instrument.ts';
import type { Bar, Timeframe } from '../domain/market-data.ts';
import type { OrderView } from '../domain/order-record.ts';
import type { Plan } from '../domain/plan.ts';
import type { BookPosition, EquityPoint } from '../domain/portfolio-records.ts';
import type { Quote } from '../domain/quote.ts';

/** One symbol as shown to a strategy. `bars` are oldest first and end before `time` of the context. */
export type SymbolContext = {
  readonly symbol: string;
  readonly instrument: Instrument;
  readonly phase: MarketPhase;
  readonly quote: Quote | null;
  readonly timeframe: Timeframe;
  readonly bars: readonly Bar[];
};

/** Everything one decision may rest on: frozen and hashed before it is shown. `hash` is SHA-256 over the canonical JSON of the rest, with own order ids by their ordinal. */
export type TradingContext = {
  readonly time: number;
  readonly strategyName: string;
  readonly baseCurrency: string;
  readonly symbols: readonly SymbolContext[];
  readonly account: AccountSnapshot | null;
  readonly equity: EquityPoint | null;
  readonly positions: readonly BookPosition[];
  readonly plans: readonly Plan[];
  readonly openOrders: readonly OrderView[];
  readonly recentFills: readonly Fill[];
  readonly headroom: readonly Headroom[];
  readonly hash: string;
};

/** The strategy's own book, as seen from a bar handler. */
export interface StrategyBook {
  position(symbol: string): BookPosition | undefined;
  plans(): readonly Plan[];
}

/** What a handler may return: nothing, actions, or a promise of them. The runner waits only for promises. */
export type StrategyAnswer =
  | readonly StrategyAction[]
  | void
  | Promise<readonly StrategyAction[] | void>;

/**
 * A strategy asks; it never holds a trader. It keeps no positions of its own: the engine keeps one
 * book per strategy.
 */
export interface Strategy {
  readonly name: string;
  /** Shown next to the name everywhere, such as "OFFLINE RULES - not an AI model". */
  readonly label: string;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  /** How many bars the context needs. */
  readonly lookback: number;
  /** Each closed bar, synchronously in order. */
  onBar?(symbol: string, bar: Bar, book: StrategyBook): StrategyAnswer;
  /** Each decision cycle. */
  decide?(context: TradingContext): StrategyAnswer;
  onFill?(fill: Fill, book: StrategyBook): void;
}

/** What one layer of a pipeline says. A `stop` ends the cycle with a hold. */
export type LayerVerdict<State> =
  | { readonly kind: 'pass'; readonly state: State; readonly reasons: readonly string[] }
  | { readonly kind: 'stop'; readonly reasons: readonly string[] };

/** One layer of a `StrategyPipeline`: a pure function of the context and of what the layers before it found. */
export type StrategyLayer<State> = {
  readonly name: string;
  readonly review: (
    context: TradingContext,
    symbol: SymbolContext,
    state: State,
  ) => LayerVerdict<State>;
};
