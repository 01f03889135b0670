/** The same market under other names, at another time, at other prices, or in another order. @module */
import { VirtualClock } from '@tradewright/core';
import type { FeedEvent, SideBar } from '@tradewright/sim';
import type { RecordedMarket } from '../venues/recorded-market.ts';
import type { SessionSetup } from '../session/session-setup.ts';

/** What a decider that reasons about markets must not care about. */
export const marketChanges = ['renamed', 'shifted', 'scaled', 'reordered'] as const;
/** One of them. */
export type MarketChange = (typeof marketChanges)[number];

/** Whole weeks, so that weekdays stay. */
const shiftMs = 26 * 7 * 86_400_000;
const scale = 2;

/** What has to be changed of a session, and how to read its decisions back. */
export type ChangedMarket = {
  readonly setup: SessionSetup;
  readonly alter: (market: RecordedMarket) => RecordedMarket;
  readonly timeBack: (time: number) => number;
  readonly symbolBack: (symbol: string) => string;
};

/** `undefined` where the change means nothing: one symbol cannot be reordered, a currency pair has no other name. */
export function changedMarket(
  setup: SessionSetup,
  change: MarketChange,
): ChangedMarket | undefined {
  const unchanged: ChangedMarket = {
    setup,
    alter: (market) => market,
    timeBack: (time) => time,
    symbolBack: (symbol) => symbol,
  };
  if (change === 'shifted')
    return {
      ...unchanged,
      alter: (market) => ({
        ...market,
        clock: new VirtualClock(market.clock.now() + shiftMs),
        feed: mapped(market.feed, shifted),
      }),
      timeBack: (time) => time - shiftMs,
    };
  if (change === 'scaled')
    return {
      ...unchanged,
      alter: (market) => ({ ...market, feed: mapped(market.feed, scaled) }),
    };
  if (change === 'reordered') return reordered(unchanged);
  return renamed(unchanged);
}

function reordered(unchanged: ChangedMarket): ChangedMarket | undefined {
  const { setup } = unchanged;
  if (setup.strategies.every(({ symbols }) => symbols.length < 2)) return undefined;
  const strategies = setup.strategies.map((one) => ({
    ...one,
    symbols: one.symbols.toReversed(),
  }));
  return { ...unchanged, setup: { ...setup, strategies } };
}

function renamed(unchanged: ChangedMarket): ChangedMarket | undefined {
  const { setup } = unchanged;
  const symbols = [...new Set(setup.files.map(({ symbol }) => symbol))];
  if (symbols.some((symbol) => /^[A-Z]{3}\/[A-Z]{3}$/.test(symbol) && fiat.test(symbol)))
    return undefined;
  const names = new Map(
    symbols.map((symbol, index) => [symbol, `ZZ${letter(index)}/${symbol.split('/')[1] ?? ''}`]),
  );
  const nameOf = (symbol: string): string => names.get(symbol) ?? symbol;
  const back = new Map([...names].map(([symbol, name]) => [name, symbol]));
  return {
    ...unchanged,
    setup: {
      ...setup,
      files: setup.files.map((file) => ({ ...file, symbol: nameOf(file.symbol) })),
      caps: { ...setup.caps, allowedSymbols: setup.caps.allowedSymbols.map(nameOf) },
      watchlist: setup.watchlist.map(nameOf),
      strategies: setup.strategies.map((one) => ({ ...one, symbols: one.symbols.map(nameOf) })),
    },
    symbolBack: (symbol) => back.get(symbol) ?? symbol,
  };
}

const fiat = /^(AUD|USD|EUR|GBP|JPY|NZD|CAD|CHF|HKD|SGD)\//;

function letter(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}

async function* mapped(
  feed: AsyncIterable<FeedEvent>,
  change: (event: FeedEvent) => FeedEvent,
): AsyncGenerator<FeedEvent> {
  for await (const event of feed) yield change(event);
}

function shifted(event: FeedEvent): FeedEvent {
  const end = event.end + shiftMs;
  return event.kind === 'bar'
    ? { ...event, end, bar: { ...event.bar, time: event.bar.time + shiftMs } }
    : { ...event, end, time: event.time + shiftMs };
}

/** Prices up, sizes down: the same money. */
function scaled(event: FeedEvent): FeedEvent {
  if (event.kind === 'quote-bar')
    return {
      ...event,
      bid: side(event.bid),
      ask: side(event.ask),
      bidSize: event.bidSize === null ? null : event.bidSize / scale,
      askSize: event.askSize === null ? null : event.askSize / scale,
    };
  const { volume } = event.bar;
  return {
    ...event,
    bar: { ...event.bar, ...side(event.bar), volume: volume === null ? null : volume / scale },
  };
}

function side({ open, high, low, close }: SideBar): SideBar {
  return { open: open * scale, high: high * scale, low: low * scale, close: close * scale };
}
