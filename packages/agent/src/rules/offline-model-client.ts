/** `offline-rules-v1` as a model: the documented rule set behind the seam of every model. @module */
import type { ModelAnswer, ModelClient, ModelRequest, ToolResult } from '@tradewright/core';
import { z } from 'zod';

/** Shown wherever the rules act: nobody may take them for a model. */
export const offlineRulesLabel = 'OFFLINE RULES - not an AI model';

/** Name under which the rules answer. */
const offlineRulesModel = 'offline-rules-v1';

/** Knobs of the rules. `riskFraction` is of one, `stopRanges` multiples of the average true range, `targetRisks` of the risk. */
export type OfflineRules = {
  readonly riskFraction: number;
  readonly stopRanges: number;
  readonly targetRisks: number;
};

/** The documented figures. */
const defaultOfflineRules: OfflineRules = {
  riskFraction: 0.005,
  stopRanges: 2.5,
  targetRisks: 2,
};

const stateSchema = z.object({
  plans: z.array(
    z.object({
      id: z.string(),
      rev: z.number(),
      symbol: z.string(),
      side: z.enum(['buy', 'sell']),
      state: z.string(),
    }),
  ),
  symbols: z.array(
    z.object({
      symbol: z.string(),
      timeframe: z.string(),
      bid: z.number().nullable(),
      ask: z.number().nullable(),
    }),
  ),
});
type State = z.infer<typeof stateSchema>;

const trendSchema = z.object({
  ref: z.string(),
  symbol: z.string(),
  fast: z.number(),
  slow: z.number(),
  slowBefore: z.number(),
  range: z.number(),
  close: z.number(),
});
type Trend = z.infer<typeof trendSchema>;

/**
 * 1. Trend filter: the fast average above the slow one, and the slow one rising, is an up-trend; the
 *    mirror image is a down-trend; everything else is none.
 * 2. Enter with the trend at the market, down only where shorts are allowed.
 * 3. Stop at a multiple of the average true range, target at a multiple of that risk.
 * 4. Risk a fixed fraction of equity; the size is the engine's business.
 * 5. Close when the averages have crossed back.
 *
 * It sees what a model sees, asks the same tools and answers in the same words. Without memory: the
 * same request gives the same answer. It costs nothing and counts its tokens as none.
 */
export class OfflineModelClient implements ModelClient {
  readonly provider = 'offline';
  readonly model = offlineRulesModel;
  readonly #rules: OfflineRules;

  constructor(rules: Partial<OfflineRules> = {}) {
    this.#rules = { ...defaultOfflineRules, ...rules };
  }

  async complete(request: ModelRequest): Promise<ModelAnswer> {
    const state = stateSchema.parse(JSON.parse(firstLine(request.input)));
    const last = request.exchanges.at(-1);
    const calls =
      last !== undefined || request.purpose !== 'decision'
        ? []
        : state.symbols.map(({ symbol, timeframe }, index) => ({
            id: `call-${String(index + 1)}`,
            name: 'get_indicators',
            argumentsJson: JSON.stringify({ symbol, timeframe }),
          }));
    // What the gate rejected it does not ask for again: the rules have no second opinion.
    const text =
      request.purpose === 'decision'
        ? this.#answer(request, state, last?.results ?? [])
        : holdEverything;
    const body = calls.length > 0 ? { calls } : { text };
    return {
      text: calls.length > 0 ? null : text,
      calls,
      model: this.model,
      inputTokens: null,
      cachedTokens: null,
      outputTokens: null,
      rawBody: JSON.stringify(body),
    };
  }

  #answer(request: ModelRequest, state: State, results: readonly ToolResult[]): string {
    const trends = results.flatMap(({ ok, body }) => {
      const trend = trendSchema.safeParse(body);
      return ok && trend.success ? [trend.data] : [];
    });
    const items = state.symbols.slice(0, 8).map((symbol) => {
      const trend = trends.find((one) => one.symbol === symbol.symbol);
      return this.#judge(symbol, { request, state, trend });
    });
    return JSON.stringify({ v: 1, items });
  }

  #judge(symbol: State['symbols'][number], at: Judging): object {
    const { trend, state } = at;
    const hold = (reasonCode: string): object => ({
      kind: 'hold',
      symbol: symbol.symbol,
      reasonCode,
    });
    if (trend === undefined) return hold('data_insufficient');
    const plan = state.plans.find((open) => open.symbol === symbol.symbol);
    if (plan !== undefined) {
      const against = plan.side === 'buy' ? trend.fast < trend.slow : trend.fast > trend.slow;
      if (!against || plan.state !== 'open') return hold('plan_goes_on');
      const reason = 'the averages crossed back';
      return { kind: 'close', planId: plan.id, expectedRevision: plan.rev, fraction: 1, reason };
    }
    const up = trend.fast > trend.slow && trend.slow > trend.slowBefore;
    const down = trend.fast < trend.slow && trend.slow < trend.slowBefore;
    if (!up && !(down && mayShort(at.request, symbol.symbol))) return hold('no_setup');
    return this.#open(symbol, trend, up) ?? hold('no_setup');
  }

  #open(symbol: State['symbols'][number], trend: Trend, up: boolean): object | undefined {
    const { stopRanges, targetRisks, riskFraction } = this.#rules;
    const sign = up ? 1 : -1;
    const touch = (up ? symbol.ask : symbol.bid) ?? trend.close;
    const risk = stopRanges * trend.range;
    if (!(risk > 0) || touch - sign * risk <= 0) return undefined;
    const numbers = [trend.fast, trend.slow, trend.range].map((value) =>
      Number(value.toPrecision(7)),
    );
    return {
      kind: 'open',
      symbol: symbol.symbol,
      side: up ? 'long' : 'short',
      entry: { type: 'market', price: null },
      riskFraction,
      stop: touch - sign * risk,
      target: touch + sign * risk * targetRisks,
      validMinutes: null,
      maxHoldMinutes: null,
      thesis: 'trend',
      confidence: 0.5,
      evidence: [
        { ref: trend.ref, field: 'fast', value: trend.fast },
        { ref: trend.ref, field: 'slow', value: trend.slow },
      ],
      rationale: `trend ${up ? 'up' : 'down'}: fast ${String(numbers[0])}, slow ${String(numbers[1])}, range ${String(numbers[2])}`,
    };
  }
}

type Judging = {
  readonly request: ModelRequest;
  readonly state: State;
  readonly trend: Trend | undefined;
};

const holdEverything = JSON.stringify({
  v: 1,
  items: [{ kind: 'hold', symbol: null, reasonCode: 'no_setup' }],
});

/** Read from the venue card, where a model reads it too. */
function mayShort(request: ModelRequest, symbol: string): boolean {
  const line = request.instructions.split('\n').find((text) => text.startsWith(`- ${symbol}: `));
  return line?.includes(', shorts allowed,') === true;
}

/** The state; what follows it is the answer to an earlier try. */
function firstLine(input: string): string {
  const end = input.indexOf('\n');
  return end < 0 ? input : input.slice(0, end);
}
