/** What a Gemini account needs to be traded. @module */
import type { Clock, DurableMap } from '@tradewright/core';
import type { NonceMode } from '../ccxt/nonce-lane.ts';

/** What a Gemini account needs to be traded; the defaults are the venue's advice. */
export type GeminiTraderOptions = {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** True speaks to the venue's sandbox. */
  readonly sandbox: boolean;
  /** Any server instead of the venue's (`GEMINI_REST_URL`). */
  readonly restUrl?: string;
  /** True when that server is a simulator or a playback. */
  readonly simulated?: boolean;
  readonly clock: Clock;
  /** Keeps the nonce over restarts; one map per process and key. */
  readonly state: DurableMap;
  /** True for client ids that this account's bots make (`isOwnClientOrderId`). */
  readonly isOwn: (clientOrderId: string) => boolean;
  /** Symbols whose fills are asked for beside those of open and past orders: the venue answers per symbol. */
  readonly symbols: readonly string[];
  /** Currency of the equity; `USD` by default. */
  readonly baseCurrency?: string;
  readonly nonceMode?: NonceMode;
  /** 10,000 by default. */
  readonly timeoutMs?: number;
  /** Spacing of private calls; 100 by default, which is the venue's 600 a minute. */
  readonly requestIntervalMs?: number;
  /** How often open orders are looked at; 2,000 by default. */
  readonly pollMs?: number;
  /** How far a market order may go from the best price, in percent as decimal text; `2` by default. */
  readonly marketSlippagePercent?: string;
  /** True sends the dead-man heartbeat every 15 s, for keys that need one. */
  readonly heartbeat?: boolean;
};
