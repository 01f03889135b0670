/** The state of a session as a model is shown it. @module */
import { Decimal, type SymbolContext, type TradingContext } from '@tradewright/core';
import type { Shown } from '../gate/evidence-index.ts';
import { encodeBars } from './encode-bars.ts';
import { headroomName } from './headroom-name.ts';

/** How much is shown; what does not fit is left out from the oldest, in whole items. */
export type RenderLimits = {
  readonly bars: number;
  readonly fills: number;
  readonly maxBytes: number;
};

/** The figures for a decision of about a thousand tokens. */
const defaultRenderLimits: RenderLimits = { bars: 24, fills: 5, maxBytes: 12_000 };

/** The volatile part of a request, and what it lets a model refer to. */
export type RenderedContext = {
  readonly input: string;
  readonly shown: ReadonlyMap<string, Shown>;
  /** Bars left out so that the input fits, per symbol; the newest are always kept. */
  readonly barsShown: number;
};

/** How the last answer ended: codes of this code base, never text of a model. */
export type LastOutcome = {
  readonly outcome: string;
  readonly rules: readonly string[];
};

/**
 * Renders what changes: numbers, codes and ids alone. No reason, rationale or name that somebody
 * wrote comes in, so that nothing written once can speak to a model later.
 */
export function renderContext(
  context: TradingContext,
  last: LastOutcome | null,
  limits: RenderLimits = defaultRenderLimits,
): RenderedContext {
  for (let bars = limits.bars; ; bars = Math.floor(bars / 2)) {
    const input = JSON.stringify(viewOf(context, last, { ...limits, bars }));
    if (Buffer.byteLength(input) <= limits.maxBytes || bars === 0)
      return { input, shown: shownIn(context), barsShown: bars };
  }
}

function viewOf(context: TradingContext, last: LastOutcome | null, limits: RenderLimits): object {
  const { equity, account } = context;
  const minutesAgo = (time: number): number => Math.floor((context.time - time) / 60_000);
  return {
    time: isoMinute(context.time),
    equity: cents(equity?.equity),
    cash: account === null ? null : cashOf(account.cash),
    realised: cents(equity?.realisedPnl),
    unrealised: cents(equity?.unrealisedPnl),
    room: roomIn(context, null),
    ...blockedIn(context, null),
    plans: context.plans.map((plan) => ({
      id: plan.planId,
      rev: plan.revision,
      symbol: plan.symbol,
      side: plan.side,
      state: plan.state,
      quantity: plan.quantity,
      filled: plan.filled,
      entry: plan.averageEntryPrice ?? plan.entryPrice,
      stop: plan.stopPrice,
      target: plan.targetPrice,
      minutes: minutesAgo(plan.createdTime),
    })),
    positions: context.positions.map(({ symbol, quantity, averagePrice, realisedPnl }) => ({
      symbol,
      quantity,
      averagePrice,
      realised: cents(realisedPnl),
    })),
    // One line each: the names of five members would cost more than the figures.
    fills: context.recentFills
      .slice(-limits.fills)
      .map((fill) =>
        [minutesAgo(fill.time), fill.symbol, fill.side, fill.quantity, `@${fill.price}`].join(' '),
      ),
    last,
    symbols: context.symbols.map((symbol) => symbolView(symbol, context, limits.bars)),
  };
}

function symbolView(symbol: SymbolContext, context: TradingContext, bars: number): object {
  const room = roomIn(context, symbol.symbol);
  return {
    symbol: symbol.symbol,
    phase: symbol.phase,
    ...quoteView(symbol),
    ...(Object.keys(room).length > 0 ? { room } : {}),
    ...blockedIn(context, symbol.symbol),
    timeframe: symbol.timeframe,
    bars: encodeBars(bars === 0 ? [] : symbol.bars.slice(-bars), symbol.timeframe),
  };
}

function quoteView({ quote }: SymbolContext): object {
  return {
    bid: quote?.bid ?? null,
    ask: quote?.ask ?? null,
    spreadBps: quote?.spreadPct == null ? null : Number((quote.spreadPct * 100).toFixed(2)),
  };
}

/** Room in base currency under the caps of the session or of one symbol. The limits themselves, and every other rule, are for a tool to tell. */
function roomIn(
  { headroom }: TradingContext,
  symbol: string | null,
): Readonly<Record<string, string | null>> {
  const rows = headroom.filter(
    (row) =>
      row.symbol === symbol &&
      row.bound === 'most' &&
      (row.unit === 'base' || row.rule === 'max-positions'),
  );
  return Object.fromEntries(rows.map((row) => [headroomName(row), cents(row.left)]));
}

/** Rules that keep every entry out now; nothing where there are none. */
function blockedIn(
  { headroom }: TradingContext,
  symbol: string | null,
): { readonly blocked?: readonly string[] } {
  const rows = headroom.filter((row) => row.symbol === symbol && row.blocks);
  // What a venue never lets be sold short stands on the venue card.
  const blocked = rows.filter(({ rule }) => rule !== 'short-permission').map(headroomName);
  return blocked.length > 0 ? { blocked } : {};
}

/** Symbols, plans and the account, with the members that the view shows. */
function shownIn(context: TradingContext): ReadonlyMap<string, Shown> {
  const shown = new Map<string, Shown>();
  const asOf = context.time;
  for (const symbol of context.symbols) {
    const close = symbol.bars.at(-1)?.close ?? null;
    const body = { ...quoteView(symbol), close, ...roomIn(context, symbol.symbol) };
    shown.set(symbol.symbol, { body, asOf: symbol.quote?.receivedTime ?? null, stale: false });
  }
  for (const plan of context.plans) shown.set(plan.planId, { body: plan, asOf, stale: false });
  const account = { equity: cents(context.equity?.equity), ...roomIn(context, null) };
  shown.set('account', { body: account, asOf, stale: false });
  return shown;
}

/** Sums are shown to the cent: what is beyond it costs tokens and decides nothing. */
function cents(sum: string | null | undefined): string | null {
  return sum == null ? null : Decimal.from(sum).roundedToPlaces(2).toString();
}

function cashOf(cash: Readonly<Record<string, string>>): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(cash).map(([code, sum]) => [code, cents(sum)]));
}

function isoMinute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}
