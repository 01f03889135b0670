/** Gathers what the rules look at. @module */
import {
  Decimal,
  midOf,
  type BookPosition,
  type Instrument,
  type OrderIntent,
  type Quote,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { MarketState } from '../market/market-state.ts';
import type { CostTracker } from '../portfolio/cost-tracker.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import type { EntryLog } from './entry-log.ts';
import type { EquityWatch } from './equity-watch.ts';
import {
  exposureOf,
  type Exposure,
  type ExposureSource,
  type ForeignHoldings,
} from './exposure.ts';
import { manualBook } from './manual-book.ts';
import type { Footprint } from './risk-pool.ts';
import type { ReservedSums, Reservations } from './reservations.ts';
import type { PlanTerms, RiskInput } from './risk-input.ts';
import type { RiskLimits } from './risk-limits.ts';

/** Where the facts come from. */
export type RiskSources = {
  readonly baseCurrency: string;
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly converter: CurrencyConverter;
  readonly costs: CostTracker | undefined;
  readonly limits: RiskLimits;
  readonly reservations: Reservations;
  readonly entries: EntryLog;
  readonly equity: EquityWatch;
  /** What stands in the account and is not ours; `undefined` where it does not count. */
  readonly external: ForeignHoldings | undefined;
  /** What sessions at other venues count for against the same caps; `undefined` where there are none. */
  readonly elsewhere: (() => Footprint) | undefined;
};

/** Sums over the portfolio are left out for a reducing order, which no cap concerns. */
export function buildRiskInput(
  sources: RiskSources,
  intent: OrderIntent,
  terms: PlanTerms | undefined,
  time: number,
): RiskInput {
  const { market, portfolio, limits, reservations, entries, equity } = sources;
  const { symbol, strategyName } = intent;
  const quantity = Decimal.from(intent.quantity);
  const instrument = market.instrument(symbol);
  const assetClass = instrument?.assetClass;
  const quote = market.quote(symbol);
  const reducible = reducibleOf(sources, intent);
  const reducing = reducible.isPositive() && !quantity.isGreaterThan(reducible);
  const books = reducing ? [] : portfolio.books();
  const classLimits = assetClass === undefined ? undefined : limits.classes[assetClass];
  const elsewhere = reducing ? undefined : sources.elsewhere?.();
  const worth = worthOf(sources, intent, quantity, { instrument, quote });
  const person = strategyName === null;
  return {
    intent,
    quantity,
    limits,
    classLimits,
    instrument,
    quote,
    phase: market.phase(symbol, time),
    time,
    rate: worth.rate,
    price: worth.price,
    unitValue: worth.unitValue,
    value: worth.value,
    markUnit: worth.markUnit,
    markValue: worth.markValue,
    reducible,
    reducing,
    equity: equity.now(),
    dayStartEquity: equity.dayStart(),
    peakEquity: equity.peak(),
    exposure: reducing
      ? undefined
      : withElsewhere(
          exposureOf(exposureSource(sources, books), {
            symbol,
            strategyName: strategyName ?? manualBook,
          }),
          elsewhere,
        ),
    reserved: reducing
      ? undefined
      : reservedWith(
          reservations.sums(intent, assetClass, (exit) => heldAgainst(portfolio, exit)),
          elsewhere,
        ),
    otherOpenSymbols: otherOpenSymbols(sources, symbol, elsewhere),
    held: books.reduce(
      (sum, book) => (book.symbol === symbol ? sum.plus(Decimal.from(book.quantity)) : sum),
      Decimal.zero,
    ),
    stacked:
      !person &&
      (portfolio.position(strategyName, symbol)?.state === 'open' ||
        reservations.hasEntry(strategyName, symbol)),
    lastEntryTime: entries.lastEntry(intent),
    ordersInMinute: entries.inMinute(time),
    ordersInSecond: entries.inSecond(time),
    terms,
    fees:
      terms === undefined || terms.targetPrice === null || classLimits?.minRewardRisk == null
        ? undefined
        : feesOf(sources, intent, { instrument, price: worth.price }, time),
  };
}

type Worth = Pick<RiskInput, 'rate' | 'price' | 'unitValue' | 'value' | 'markUnit' | 'markValue'>;

function worthOf(
  { converter, baseCurrency }: RiskSources,
  intent: OrderIntent,
  quantity: Decimal,
  found: { readonly instrument: Instrument | undefined; readonly quote: Quote | undefined },
): Worth {
  const price = priceOf(intent, found.quote);
  const currency = found.instrument?.currency;
  const rate = currency === undefined ? undefined : converter.rate(currency, baseCurrency, 'high');
  if (price === undefined || rate === undefined) {
    const unknown = undefined;
    return {
      rate,
      price,
      unitValue: unknown,
      value: unknown,
      markUnit: unknown,
      markValue: unknown,
    };
  }
  const unitValue = price.times(rate);
  const value = unitValue.times(quantity);
  const mid = found.quote === undefined ? null : midOf(found.quote);
  if (mid === null || mid <= price.toMarketNumber())
    return { rate, price, unitValue, value, markUnit: unitValue, markValue: value };
  const markUnit = Decimal.fromMarketNumber(mid).times(rate);
  return { rate, price, unitValue, value, markUnit, markValue: markUnit.times(quantity) };
}

/** The price of the order; for one without, the touch that it would take. */
function priceOf(intent: OrderIntent, quote: Quote | undefined): Decimal | undefined {
  const named = intent.limitPrice ?? intent.stopPrice;
  if (named !== null) return Decimal.from(named);
  const touch = intent.side === 'buy' ? quote?.ask : quote?.bid;
  return touch === null || touch === undefined ? undefined : Decimal.fromMarketNumber(touch);
}

/** What the strategy holds on the other side, less what its exits already claim. */
function reducibleOf({ portfolio, reservations }: RiskSources, intent: OrderIntent): Decimal {
  const held = heldAgainst(portfolio, intent);
  if (held.isZero()) return held;
  const { strategyName, symbol, side } = intent;
  const claimed = reservations.reducingQuantity(strategyName, symbol, side);
  return Decimal.maximum(Decimal.zero, held.minus(claimed));
}

/** What the book of an order holds on its other side, without sign; zero when it holds nothing there. */
function heldAgainst(
  portfolio: PortfolioTracker,
  { strategyName, symbol, side }: OrderIntent,
): Decimal {
  const book = portfolio.position(strategyName ?? manualBook, symbol);
  if (book === undefined || book.state === 'closed') return Decimal.zero;
  const held = Decimal.from(book.quantity);
  return held.isNegative() === (side === 'buy') ? held.absolute() : Decimal.zero;
}

function otherOpenSymbols(
  { portfolio, reservations }: Pick<RiskSources, 'portfolio' | 'reservations'>,
  symbol: string,
  elsewhere: Footprint | undefined,
): Set<string> {
  const open = openSymbols({ portfolio, reservations });
  open.delete(symbol);
  for (const other of elsewhere?.openSymbols ?? []) open.add(other);
  return open;
}

function withElsewhere(
  own: Exposure | undefined,
  elsewhere: Footprint | undefined,
): Exposure | undefined {
  if (own === undefined || elsewhere === undefined) return own;
  const { gross, net } = elsewhere;
  if (gross === undefined || net === undefined) return undefined;
  return { ...own, gross: own.gross.plus(gross), net: own.net.plus(net) };
}

function reservedWith(
  own: ReservedSums | undefined,
  elsewhere: Footprint | undefined,
): ReservedSums | undefined {
  if (own === undefined || elsewhere === undefined) return own;
  const { buys, sells } = elsewhere;
  return {
    ...own,
    buys: buys === undefined ? undefined : own.buys?.plus(buys),
    sells: sells === undefined ? undefined : own.sells?.plus(sells),
  };
}

/** Looks at all holdings without asking for an order. */
const nobody = { symbol: '', strategyName: '' };

/** What this session counts for in a pool. */
export function footprintOf(sources: RiskSources): Footprint {
  const { portfolio, reservations } = sources;
  const exposure = exposureOf(exposureSource(sources, portfolio.books()), nobody);
  const reserved = reservations.sums(nobody, undefined, (exit) => heldAgainst(portfolio, exit));
  return {
    gross: reserved === undefined ? undefined : exposure?.gross.plus(reserved.gross),
    net: exposure?.net,
    buys: reserved?.buys,
    sells: reserved?.sells,
    openSymbols: openSymbols(sources),
  };
}

/** Where the exposure of these books, and of what is not ours, is worked out from. */
function exposureSource(
  { market, converter, baseCurrency, external }: RiskSources,
  books: readonly BookPosition[],
): ExposureSource {
  return {
    books,
    external,
    quote: (name) => market.quote(name),
    instrument: (name) => market.instrument(name),
    converter,
    baseCurrency,
  };
}

/** Symbols with an open position or a reserved entry. */
function openSymbols({
  portfolio,
  reservations,
}: Pick<RiskSources, 'portfolio' | 'reservations'>): Set<string> {
  const open = new Set<string>();
  reservations.addEntrySymbols(open);
  for (const book of portfolio.books()) {
    if (book.state === 'open') open.add(book.symbol);
  }
  return open;
}

/** In the instrument's currency; a fee in another one is converted against us. */
function feesOf(
  { costs, converter }: RiskSources,
  intent: OrderIntent,
  {
    instrument,
    price,
  }: { readonly instrument: Instrument | undefined; readonly price: Decimal | undefined },
  time: number,
): Decimal | undefined {
  if (costs === undefined || instrument === undefined || price === undefined) return undefined;
  const quantity = Decimal.from(intent.quantity);
  const value = price.times(quantity).toString();
  const notional = { value, currency: instrument.currency };
  const fee = costs.estimate(intent.symbol, notional, { quantity, time });
  return fee === undefined
    ? undefined
    : converter.convert(Decimal.from(fee.value), fee.currency, instrument.currency, 'high');
}
