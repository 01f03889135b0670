/** What a Gemini account needs to be traded. @module */
import type { Clock, DurableMap } from '@tradewright/core';
import type { SendRequest } from '../ccxt/http-sender.ts';
import type { NonceMode } from '../ccxt/nonce-lane.ts';
import type { OpenStreamSocket } from '../stream/stream-socket.ts';

/** What a Gemini account needs to be traded; the defaults are the venue's advice. */
export type GeminiTraderOptions = {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** True speaks to the venue's sandbox. */
  readonly sandbox: boolean;
  /** Any server instead of the venue's (`GEMINI_REST_URL`). */
  readonly restUrl?: string;
  /** WebSocket of that server (`GEMINI_WS_URL`); a server without one is followed by asking. */
  readonly wsUrl?: string;
  /** False follows everything by asking; true by default. */
  readonly streaming?: boolean;
  /** True has the venue cancel the account's orders when the stream's connection ends. */
  readonly cancelOnDisconnect?: boolean;
  /** A stream that says nothing for this long is opened anew; 20,000 by default. */
  readonly streamStaleMs?: number;
  /** True when that server is a simulator or a playback. */
  readonly simulated?: boolean;
  /** Carries REST calls; real HTTP by default. */
  readonly send?: SendRequest;
  /** Opens the stream's sockets; real ones by default. */
  readonly openSocket?: OpenStreamSocket;
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
  /** How often orders and quotes are asked for where no stream tells of them; 2,000 by default. */
  readonly pollMs?: number;
  /** How far a market order may go from the best price, in percent as decimal text; `2` by default. */
  readonly marketSlippagePercent?: string;
  /** True sends the dead-man heartbeat every 15 s, for keys that need one. */
  readonly heartbeat?: boolean;
};
