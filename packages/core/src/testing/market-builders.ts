/** Builders of market records. @module */
import type { AccountSnapshot, Position } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Bar, OrderBook, Trade } from '../domain/market-data.ts';
import { buildQuote, type Quote, type QuoteParts } from '../domain/quote.ts';
import { decimal } from '../money/decimal.ts';

/** An ASX share with the three ASX price steps, lot 1, open always, no shorts. */
export function anInstrument(parts: Partial<Instrument> = {}): Instrument {
  return {
    symbol: 'BHP/AUD',
    venue: 'PAPER',
    assetClass: 'equity',
    base: 'BHP',
    currency: 'AUD',
    tickLadder: [
      { from: decimal('0'), increment: decimal('0.001') },
      { from: decimal('0.1'), increment: decimal('0.005') },
      { from: decimal('2'), increment: decimal('0.01') },
    ],
    lot: decimal('1'),
    minimumQuantity: decimal('1'),
    minimumNotional: null,
    hours: 'always',
    timeZone: 'Australia/Sydney',
    canShort: false,
    orderTypes: ['market', 'limit', 'stop', 'stop-limit'],
    timesInForce: ['DAY', 'GTC', 'IOC', 'FOK', 'GTD'],
    exchange: null,
    primaryExchange: null,
    conId: null,
    longName: null,
    industry: null,
    category: null,
    subcategory: null,
    ...parts,
  };
}

/** BTC/USD with cents and satoshis. */
export function aCoinInstrument(parts: Partial<Instrument> = {}): Instrument {
  return anInstrument({
    symbol: 'BTC/USD',
    assetClass: 'crypto',
    base: 'BTC',
    currency: 'USD',
    tickLadder: [{ from: decimal('0'), increment: decimal('0.01') }],
    lot: decimal('0.00000001'),
    minimumQuantity: decimal('0.00001'),
    timeZone: 'UTC',
    ...parts,
  });
}

/** A live two-sided quote, 49.99 x 1,000 to 50.01 x 1,250. */
export function aQuote(parts: Partial<QuoteParts> = {}): Quote {
  return buildQuote({
    symbol: 'BHP/AUD',
    venue: 'PAPER',
    bid: 49.99,
    ask: 50.01,
    bidSize: 1_000,
    askSize: 1_250,
    last: 50,
    volume: 2_540_312,
    delayed: false,
    venueTime: 1_000,
    receivedTime: 1_000,
    ...parts,
  });
}

/** A one-minute bar around 50. */
export function aBar(parts: Partial<Bar> = {}): Bar {
  return { time: 60_000, open: 50, high: 50.2, low: 49.8, close: 50.1, volume: 1_250, ...parts };
}

/** Three levels a side around 50. */
export function anOrderBook(parts: Partial<OrderBook> = {}): OrderBook {
  return {
    symbol: 'BHP/AUD',
    venue: 'PAPER',
    bids: [
      [49.99, 1_000],
      [49.98, 2_000],
      [49.97, 3_000],
    ],
    asks: [
      [50.01, 1_250],
      [50.02, 2_000],
      [50.03, 3_000],
    ],
    venueTime: 1_000,
    receivedTime: 1_000,
    ...parts,
  };
}

/** A public print of 100 at 50. */
export function aTrade(parts: Partial<Trade> = {}): Trade {
  return {
    symbol: 'BHP/AUD',
    venue: 'PAPER',
    tradeId: 't-1',
    price: 50,
    size: 100,
    side: 'buy',
    venueTime: 1_000,
    receivedTime: 1_000,
    ...parts,
  };
}

/** A paper account with A$100,000. */
export function anAccount(parts: Partial<AccountSnapshot> = {}): AccountSnapshot {
  return {
    venue: 'PAPER',
    accountId: 'PAPER-1',
    paper: true,
    baseCurrency: 'AUD',
    equity: decimal('100000'),
    cash: { AUD: decimal('100000') },
    availableFunds: decimal('100000'),
    initialMargin: decimal('0'),
    maintenanceMargin: decimal('0'),
    time: 1_000,
    ...parts,
  };
}

/** A long position of 100 BHP/AUD at 50. */
export function aPosition(parts: Partial<Position> = {}): Position {
  return {
    venue: 'PAPER',
    accountId: 'PAPER-1',
    symbol: 'BHP/AUD',
    quantity: decimal('100'),
    averagePrice: decimal('50'),
    marketPrice: 50,
    unrealisedPnl: 0,
    currency: 'AUD',
    strategyName: null,
    time: 1_000,
    ...parts,
  };
}
