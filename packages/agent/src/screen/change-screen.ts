/** Asks only when something has changed that a decision could rest on. @module */
import { timeframeMs, type SymbolContext, type TradingContext } from '@tradewright/core';
import { trendLengths, trendState } from '../rules/trend-state.ts';
import type { Screen } from './screen.ts';

/** When to ask. `moveRanges` is in multiples of the average true range. */
export type ChangeScreenOptions = {
  readonly moveRanges: number;
  /** Longest silence, ms of session time. */
  readonly heartbeatMs: number;
};

type Seen = {
  readonly time: number;
  readonly plans: string;
  readonly symbols: ReadonlyMap<string, SeenSymbol>;
};
type SeenSymbol = {
  readonly trend: string;
  readonly phase: string;
  readonly close: number | null;
  readonly range: number | null;
  readonly lastBar: number;
};

const defaults: ChangeScreenOptions = { moveRanges: 8, heartbeatMs: 12 * 3_600_000 };

/** Outcomes after which the same state is worth another call as soon as a bar has closed. */
const unfinished = new Set(['model-error', 'invalid-output', 'gate-rejected', 'budget-stop']);

/**
 * Compares what is seen now with what was seen at the last call: plans and fills, the trend of each
 * symbol, its phase, and how far its price has moved. Without a new bar there is nothing new.
 */
export class ChangeScreen implements Screen {
  readonly #options: ChangeScreenOptions;
  #last: Seen | undefined;

  constructor(options: Partial<ChangeScreenOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  judge(context: TradingContext, lastOutcome: string | null): ReturnType<Screen['judge']> {
    const now = seenIn(context);
    const reason = this.#changed(now, lastOutcome);
    if (reason === undefined) return { call: false, reason: 'nothing has changed' };
    this.#last = now;
    return { call: true, reason };
  }

  #changed(now: Seen, lastOutcome: string | null): string | undefined {
    const last = this.#last;
    if (last === undefined) return 'first look';
    if (now.plans !== last.plans) return 'plans have changed';
    const { moveRanges, heartbeatMs } = this.#options;
    if (now.time - last.time >= heartbeatMs) return 'a long silence';
    let newBar = false;
    for (const [name, seen] of now.symbols) {
      const before = last.symbols.get(name);
      if (before === undefined || seen.phase !== before.phase) return `${name} is ${seen.phase}`;
      if (seen.trend !== before.trend) return `the trend of ${name} has changed`;
      if (movedFar(seen, before, moveRanges)) return `${name} has moved`;
      newBar ||= seen.lastBar > before.lastBar;
    }
    // Something was decided and nothing came of it, or nothing could be decided: once more.
    const again =
      lastOutcome !== null && (unfinished.has(lastOutcome) || lastOutcome === 'decided');
    return newBar && again ? `the last one ended ${lastOutcome}` : undefined;
  }
}

function seenIn(context: TradingContext): Seen {
  return {
    time: context.time,
    plans: context.plans.map((plan) => `${plan.planId} ${plan.state} ${plan.filled}`).join(),
    symbols: new Map(context.symbols.map((symbol) => [symbol.symbol, seenSymbol(symbol)])),
  };
}

function seenSymbol(symbol: SymbolContext): SeenSymbol {
  const trend = trendState(symbol.bars, trendLengths);
  const last = symbol.bars.at(-1);
  return {
    trend:
      trend === undefined
        ? 'unknown'
        : `${String(Math.sign(trend.fast - trend.slow))} ${String(Math.sign(trend.slow - trend.slowBefore))}`,
    phase: symbol.phase,
    close: last?.close ?? null,
    range: trend?.range ?? null,
    lastBar: last === undefined ? 0 : last.time + timeframeMs[symbol.timeframe],
  };
}

function movedFar(now: SeenSymbol, before: SeenSymbol, ranges: number): boolean {
  if (now.close === null || before.close === null || before.range === null) return false;
  return Math.abs(now.close - before.close) > ranges * before.range;
}
