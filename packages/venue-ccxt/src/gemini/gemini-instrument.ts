/** Gemini's symbols as instruments. @module */
import {
  Decimal,
  isSymbol,
  type Instrument,
  type TraderCapabilities,
} from '@tradewright/core/venue';
import type { GeminiSymbol } from './gemini-payloads.ts';

/** What Gemini offers through this adapter. Market orders are capped immediate-or-cancel limits. */
const offered: TraderCapabilities = {
  orderTypes: ['market', 'limit', 'stop-limit'],
  timesInForce: ['GTC', 'IOC', 'FOK'],
  postOnly: true,
  reduceOnly: false,
  shortSelling: false,
  brackets: false,
  modify: false,
  staging: false,
  preview: false,
  publicTrades: true,
  streams: ['quote', 'book', 'trade', 'bar'],
  timeframes: ['1m', '5m', '15m', '30m', '1h', '1d'],
};

/** Prints come from the stream alone; quotes, books and bars also by asking. */
export function geminiCapabilities(options: {
  readonly restUrl?: string;
  readonly wsUrl?: string;
  readonly streaming?: boolean;
}): TraderCapabilities {
  const streaming =
    options.streaming !== false && (options.wsUrl !== undefined || options.restUrl === undefined);
  return streaming ? offered : { ...offered, streams: ['quote', 'book', 'bar'] };
}

/** The market's own state: `open`, `closed`, `cancel_only`, `post_only` or `limit_only`. */
export type GeminiMarket = {
  readonly id: string;
  readonly status: string;
  readonly instrument: Instrument;
};

/** A spot market; `undefined` for perpetuals and for names that are no canonical symbol. */
export function parseGeminiSymbol(row: GeminiSymbol): GeminiMarket | undefined {
  const symbol = `${row.base_currency.toUpperCase()}/${row.quote_currency.toUpperCase()}`;
  if ((row.product_type ?? 'spot') !== 'spot' || !isSymbol(symbol)) return undefined;
  const instrument: Instrument = {
    symbol,
    venue: 'GEMINI',
    assetClass: 'crypto',
    base: row.base_currency.toUpperCase(),
    currency: row.quote_currency.toUpperCase(),
    tickLadder: [{ from: zero, increment: row.quote_increment }],
    lot: row.tick_size,
    minimumQuantity: row.min_order_size,
    minimumNotional: null,
    hours: row.status === 'closed' ? [] : 'always',
    timeZone: null,
    canShort: false,
    orderTypes: orderTypesIn(row.status),
    timesInForce: [...offered.timesInForce],
    exchange: null,
    primaryExchange: null,
    conId: null,
    longName: null,
    industry: null,
    category: null,
    subcategory: null,
  };
  return { id: row.symbol.toLowerCase(), status: row.status, instrument };
}

const zero = Decimal.zero.toString();

function orderTypesIn(status: string): Instrument['orderTypes'] {
  if (status === 'open') return [...offered.orderTypes];
  return status === 'limit_only' || status === 'post_only' ? ['limit'] : [];
}
