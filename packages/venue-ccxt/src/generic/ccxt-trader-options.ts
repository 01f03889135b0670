/** What an account at a ccxt venue needs to be traded. @module */
import type { Clock, DurableMap } from '@tradewright/core';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';

/** What an account at a ccxt venue needs to be traded. */
export type CcxtTraderOptions = {
  /** ccxt's id, such as `kraken` or `btcmarkets`. */
  readonly id: string;
  /** Constructor config of the ccxt class: `apiKey`, `secret`, and what else the venue asks for. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly sandbox: boolean;
  /** Any server instead of the venue's, with the same paths; the account then counts as simulated. */
  readonly url?: string;
  /** True when the exchange is a simulator or a playback. */
  readonly simulated?: boolean;
  /**
   * No venue has passed the conformance suite with real money: real accounts are refused unless this
   * is true.
   */
  readonly allowExperimental?: boolean;
  readonly clock: Clock;
  /** Keeps which venue order belongs to which client id. */
  readonly state: DurableMap;
  /** True for client ids that this account's bots make. */
  readonly isOwn: (clientOrderId: string) => boolean;
  /** Symbols that orders and fills are asked for, where the venue tells them per symbol. */
  readonly symbols: readonly string[];
  /** Currency that coins are held against; the quote of the first symbol by default. */
  readonly baseCurrency?: string;
  /** How often open orders and quotes are asked for; 2,000 by default. */
  readonly pollMs?: number;
  /** How far a market order may go from the best price, in percent as decimal text; `2` by default. */
  readonly marketSlippagePercent?: string;
  /** Makes the exchange; the real ccxt class by default. */
  readonly createExchange?: () => Promise<CcxtExchange>;
};
