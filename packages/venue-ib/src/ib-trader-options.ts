/** Options of the IB trader and their defaults. @module */
import type { Clock, DurableMap, Random } from '@tradewright/core';
import type {
  IBConnectionManager,
  IBConnectionOptions,
} from './connection/ib-connection-manager.ts';

/** Market data: `auto` takes delayed data where live is not subscribed; IB always gives live where it is. */
export type IBMarketData = 'live' | 'delayed' | 'auto';

/** Options of {@link IBTrader}; what is optional has the default named beside it. */
export type IBTraderOptions = Partial<Omit<IBConnectionOptions, 'clock' | 'random' | 'store'>> & {
  readonly clock: Clock;
  readonly random: Random;
  /** Keeps order ids over restarts: must be durable where real orders are sent. */
  readonly store: DurableMap;
  /** The login's only account. */
  readonly accountId?: string;
  /** True. The account's prefix must agree. */
  readonly paper?: boolean;
  /** AUD. */
  readonly baseCurrency?: string;
  /** `SMART/ASX`: routing and primary exchange. */
  readonly exchange?: string;
  /** STK and FX. */
  readonly allowedInstrumentTypes?: readonly ('STK' | 'FX')[];
  /** auto. */
  readonly marketData?: IBMarketData;
  /** True on a paper account, false on a live one: whether entries may rest on delayed quotes. */
  readonly tradeOnDelayed?: boolean;
  /** TW: what our client order ids begin with. */
  readonly clientOrderPrefix?: string;
  /** Australia/Sydney: the zone of the Gateway's login, for times without a zone and for midnight. */
  readonly gatewayTimeZone?: string;
  /** 5 s. */
  readonly ackTimeoutMs?: number;
  /** 11 s, the longest that a snapshot takes. */
  readonly quoteTimeoutMs?: number;
  /** 100: market data lines of the login; each streamed symbol takes one. */
  readonly marketDataLines?: number;
  /** A session of one's own instead of host, port and client id. */
  readonly connection?: IBConnectionManager;
};

type Defaulted =
  | 'host'
  | 'port'
  | 'clientId'
  | 'paper'
  | 'baseCurrency'
  | 'exchange'
  | 'allowedInstrumentTypes'
  | 'marketData'
  | 'clientOrderPrefix'
  | 'gatewayTimeZone'
  | 'ackTimeoutMs'
  | 'quoteTimeoutMs'
  | 'marketDataLines';

/** {@link IBTraderOptions} with every default filled in. */
export type IBTraderSettings = IBTraderOptions & Required<Pick<IBTraderOptions, Defaulted>>;

/** Fills the defaults in. */
export function withDefaults(options: IBTraderOptions): IBTraderSettings {
  return {
    host: '127.0.0.1',
    port: 7497,
    clientId: 1,
    paper: true,
    baseCurrency: 'AUD',
    exchange: 'SMART/ASX',
    allowedInstrumentTypes: ['STK', 'FX'],
    marketData: 'auto',
    clientOrderPrefix: 'TW',
    gatewayTimeZone: 'Australia/Sydney',
    ackTimeoutMs: 5_000,
    quoteTimeoutMs: 11_000,
    marketDataLines: 100,
    ...options,
  };
}
