/** Tools that read prices. @module */
import { TradewrightError, timeframeMs, type Bar, type Timeframe } from '@tradewright/core';
import { z } from 'zod';
import { encodeBars } from '../context/encode-bars.ts';
import { trendLengths, trendState } from '../rules/trend-state.ts';
import { momentum } from './momentum.ts';
import { defineTool, shownSymbol, type Tool, type ToolCase } from './tool.ts';

const symbol = z.string().min(1).max(40);
const timeframe = z.string().max(8);
const size = z.number().int().min(1);

/** Bars, quote, depth, prints and indicators. */
export const marketTools: readonly Tool[] = [
  defineTool({
    name: 'get_bars',
    description:
      'Newest bars of a symbol, oldest first, encoded as in the state. limit at most 200; fewer come back where fewer exist or fit, the newest always kept.',
    members: { symbol, timeframe, limit: size },
    answer: async (args, at) => {
      shownSymbol(at, args.symbol);
      const frame = supported(args.timeframe, at);
      const limit = Math.min(args.limit, at.limits.bars);
      const bars = await barsOf(args.symbol, frame, limit, at);
      return {
        body: { symbol: args.symbol, timeframe: frame, asked: args.limit },
        asOf: endOf(bars, frame),
        currentForMs: timeframeMs[frame],
        list: {
          name: 'bars',
          items: bars,
          encode: (kept) => encodeBars(kept as readonly Bar[], frame),
        },
      };
    },
  }),
  defineTool({
    name: 'get_quote',
    description: 'Best bid and ask with sizes, last price, spread in percent and imbalance.',
    members: { symbol },
    answer: (args, at) => {
      const { quote } = shownSymbol(at, args.symbol);
      if (quote === null) throw notAvailable(`No quote of ${args.symbol} has been seen.`);
      const { bid, ask, bidSize, askSize, last, volume, spreadPct, imbalance, delayed } = quote;
      return {
        body: {
          symbol: args.symbol,
          bid,
          ask,
          bidSize,
          askSize,
          last,
          volume,
          spreadPct,
          imbalance,
          delayed,
        },
        asOf: quote.receivedTime,
      };
    },
  }),
  defineTool({
    name: 'get_book',
    description: 'Depth, best first, [price, size]. depth at most 20.',
    members: { symbol, depth: size },
    needs: 'fetchBook',
    answer: async (args, at) => {
      shownSymbol(at, args.symbol);
      const depth = Math.min(args.depth, at.limits.depth);
      const book = await at.sources.fetchBook?.(args.symbol, depth);
      if (book === undefined) throw notAvailable('There is no depth here.');
      const { bids, asks } = book;
      return {
        body: { symbol: args.symbol, bids: bids.slice(0, depth), asks: asks.slice(0, depth) },
        asOf: book.receivedTime,
      };
    },
  }),
  defineTool({
    name: 'get_trades',
    description: 'Newest public trades, [time, price, size, taker side]. limit at most 100.',
    members: { symbol, limit: size },
    needs: 'fetchTrades',
    answer: async (args, at) => {
      shownSymbol(at, args.symbol);
      const limit = Math.min(args.limit, at.limits.trades);
      const found = await at.sources.fetchTrades?.(args.symbol, limit);
      if (found === undefined) throw notAvailable('There are no public trades here.');
      const trades = found.kind === 'complete' ? found.items : found.partial;
      const rows = trades.map(({ venueTime, price, size: traded, side }) => [
        venueTime,
        price,
        traded,
        side,
      ]);
      return {
        body: { symbol: args.symbol, complete: found.kind === 'complete' },
        asOf: trades.at(-1)?.venueTime ?? null,
        list: { name: 'trades', items: rows },
      };
    },
  }),
  defineTool({
    name: 'get_indicators',
    description:
      'Computed on up to 128 bars: close, exponential averages fast (8) and slow (32), slowBefore (the slow one 14 bars ago), range (average true range, 14), rsi (14), high and low of the last 20 bars. Prices in the quote currency.',
    members: { symbol, timeframe },
    answer: async (args, at) => {
      shownSymbol(at, args.symbol);
      const frame = supported(args.timeframe, at);
      const bars = await barsOf(args.symbol, frame, 4 * trendLengths.slow, at);
      const trend = trendState(bars, trendLengths);
      if (trend === undefined)
        throw notAvailable(`${String(bars.length)} bars are too few for the averages.`);
      return {
        body: {
          symbol: args.symbol,
          timeframe: frame,
          ...rounded({ ...trend, ...momentum(bars) }),
        },
        asOf: endOf(bars, frame),
        currentForMs: timeframeMs[frame],
      };
    },
  }),
];

/** Eight digits: what lies beyond is noise of the arithmetic, and would be paid for as tokens. */
function rounded(
  figures: Readonly<Record<string, number | null>>,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      value === null ? null : Number(value.toPrecision(8)),
    ]),
  );
}

/** No timeframe is silently replaced by another. */
function supported(asked: string, at: ToolCase): Timeframe {
  const found = at.sources.timeframes.find((name) => name === asked);
  if (found !== undefined) return found;
  throw new TradewrightError(
    'VENUE_NOT_SUPPORTED',
    `There are no bars of "${asked.slice(0, 8)}" here.`,
    {
      hint: `use one of ${at.sources.timeframes.join(', ')}`,
      facts: { reason: 'timeframe-unsupported' },
    },
  );
}

/** What the context holds, else memory, else the venue. */
async function barsOf(
  name: string,
  frame: Timeframe,
  limit: number,
  at: ToolCase,
): Promise<readonly Bar[]> {
  const shown = at.context.symbols.find((one) => one.symbol === name);
  if (shown?.timeframe === frame && shown.bars.length >= limit) return shown.bars.slice(-limit);
  const held = at.sources.bars(name, frame, limit).bars;
  if (held.length >= limit || at.sources.fetchBars === undefined) return held.slice(-limit);
  const fetched = await at.sources.fetchBars(name, frame, limit);
  return fetched.bars.slice(-limit);
}

function endOf(bars: readonly Bar[], frame: Timeframe): number | null {
  const last = bars.at(-1);
  return last === undefined ? null : last.time + timeframeMs[frame];
}

function notAvailable(message: string): TradewrightError {
  return new TradewrightError('VENUE_NOT_SUPPORTED', message, {
    hint: 'decide without it, or hold',
    facts: { reason: 'not-available' },
  });
}
