/** The part of a ccxt exchange object that the adapters use. @module */

/** Answer of ccxt's generic call: whatever JSON the venue sent, unchecked. */
export type RawAnswer = unknown;

/**
 * A ccxt exchange, reduced to what the adapters call. With `number: String` in the constructor's
 * config every unified number is exact decimal text, except in order books.
 */
export interface CcxtExchange {
  readonly id: string;
  readonly has: Readonly<Record<string, boolean | 'emulated' | undefined>>;
  urls: { api: Record<string, string> };
  timeframes: Readonly<Record<string, string>>;
  markets: Readonly<Record<string, CcxtMarket>> | undefined;
  rateLimit: number;
  setSandboxMode(enabled: boolean): void;
  loadMarkets(): Promise<Readonly<Record<string, CcxtMarket>>>;
  request(
    path: string,
    api: string,
    method: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<RawAnswer>;
  fetchTicker(symbol: string): Promise<RawAnswer>;
  fetchOrderBook(symbol: string, limit?: number): Promise<RawAnswer>;
  fetchOHLCV(symbol: string, timeframe: string, since?: number, limit?: number): Promise<RawAnswer>;
  fetchTrades(symbol: string, since?: number, limit?: number): Promise<RawAnswer>;
  fetchBalance(): Promise<RawAnswer>;
  fetchOpenOrders(symbol?: string): Promise<RawAnswer>;
  fetchClosedOrders(symbol?: string, since?: number): Promise<RawAnswer>;
  fetchMyTrades(symbol?: string, since?: number, limit?: number): Promise<RawAnswer>;
  fetchOrder(id: string, symbol?: string): Promise<RawAnswer>;
  createOrder(
    symbol: string,
    type: string,
    side: string,
    amount: string,
    price: string | undefined,
    params: Readonly<Record<string, unknown>>,
  ): Promise<RawAnswer>;
  cancelOrder(id: string, symbol?: string): Promise<RawAnswer>;
}

/** A market as ccxt describes it; precisions and limits are text under `number: String`. */
export type CcxtMarket = {
  readonly id: string;
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly spot?: boolean;
  readonly active?: boolean;
  readonly precision: { readonly price?: string; readonly amount?: string };
  readonly limits: {
    readonly amount?: { readonly min?: string };
    readonly cost?: { readonly min?: string };
  };
  /** Fees as fractions of one, where the venue states them. */
  readonly maker?: string | number;
  readonly taker?: string | number;
};

/** Constructor of a ccxt exchange. */
export type CcxtExchangeClass = new (config: Readonly<Record<string, unknown>>) => CcxtExchange;
