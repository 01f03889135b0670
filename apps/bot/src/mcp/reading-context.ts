/** A trading context outside of a session: the venue's market and what the last session left. @module */
import {
  Decimal,
  headroomRow,
  phaseAt,
  type BaseTrader,
  type BookPosition,
  type EquityPoint,
  type Fill,
  type Headroom,
  type Plan,
  type SymbolContext,
  type TradingContext,
} from '@tradewright/core';
import { trendLengths } from '@tradewright/agent';
import { buildTradingContext, type RiskCaps } from '@tradewright/engine';

/** Books of the last session. */
export type ReadingState = {
  readonly strategyName: string;
  readonly baseCurrency: string;
  readonly equity: EquityPoint | null;
  readonly plans: readonly Plan[];
  readonly positions: readonly BookPosition[];
  readonly fills: readonly Fill[];
};

/** What is read. */
export type ReadingOptions = ReadingState & {
  readonly trader: BaseTrader;
  readonly symbols: readonly string[];
  readonly caps: RiskCaps;
};

/** Asks the venue for every symbol. @throws TradewrightError `SYMBOL_UNKNOWN`, `VENUE_*` */
export async function readingContext(options: ReadingOptions): Promise<TradingContext> {
  const { strategyName, baseCurrency, equity, plans, positions, fills } = options;
  const symbols: SymbolContext[] = [];
  for (const symbol of options.symbols) symbols.push(await symbolContext(options.trader, symbol));
  const time = Math.max(0, ...symbols.map(({ quote }) => quote?.receivedTime ?? 0));
  return buildTradingContext({
    time,
    strategyName,
    baseCurrency,
    symbols,
    account: null,
    equity,
    positions,
    plans,
    openOrders: [],
    recentFills: fills,
    headroom: headroomOf(options),
  });
}

async function symbolContext(trader: BaseTrader, symbol: string): Promise<SymbolContext> {
  const instrument = await trader.loadInstrument(symbol);
  const quote = await trader.fetchQuote(symbol);
  const timeframe = trader.capabilities.timeframes.includes('5m') ? '5m' : '1m';
  const { bars } = await trader.fetchBars({ symbol, timeframe, limit: 4 * trendLengths.slow });
  const phase = phaseAt(instrument, quote.receivedTime);
  return { symbol, instrument, phase, quote, timeframe, bars };
}

/** What the caps leave beside the open positions; unknown where one of them is in another currency. */
function headroomOf({ caps, positions, baseCurrency }: ReadingOptions): readonly Headroom[] {
  const order = Decimal.from(caps.maxOrderValue).minus(Decimal.from(caps.orderValueBuffer));
  const foreign = positions.some(({ currency }) => currency !== baseCurrency);
  const used = positions.reduce(
    (sum, { cost }) => sum.plus(Decimal.from(cost).absolute()),
    Decimal.zero,
  );
  const left = Decimal.maximum(Decimal.zero, Decimal.from(caps.maxTotalExposure).minus(used));
  const open = new Set(positions.map(({ symbol }) => symbol)).size;
  return [
    headroomRow('max-order-value', { limit: order.toString(), left: order.toString() }),
    headroomRow('gross-exposure', {
      limit: caps.maxTotalExposure,
      used: foreign ? null : used.toString(),
      left: foreign ? null : left.toString(),
      blocks: foreign,
    }),
    headroomRow('max-positions', {
      unit: 'count',
      limit: String(caps.maxPositions),
      used: String(open),
      left: String(Math.max(0, caps.maxPositions - open)),
    }),
  ];
}
