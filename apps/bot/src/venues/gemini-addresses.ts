/** Where Gemini is. @module */
import type { Config } from '../config/load-config.ts';

/** Addresses of REST and WebSocket, and what answers there. */
export type GeminiAddresses = {
  readonly restUrl: string;
  readonly wsUrl: string;
  readonly source: 'venue' | 'sandbox' | 'simulator';
};

/** A server that is named (`GEMINI_REST_URL`) counts as a simulator. */
export function geminiAddresses(config: Config): GeminiAddresses {
  if (config.GEMINI_REST_URL !== '') {
    const restUrl = config.GEMINI_REST_URL;
    const wsUrl =
      config.GEMINI_WS_URL === '' ? restUrl.replace(/^http/, 'ws') : config.GEMINI_WS_URL;
    return { restUrl, wsUrl, source: 'simulator' };
  }
  const host = config.GEMINI_SANDBOX ? 'sandbox.gemini.com' : 'gemini.com';
  const source = config.GEMINI_SANDBOX ? 'sandbox' : 'venue';
  return { restUrl: `https://api.${host}`, wsUrl: `wss://ws.${host}`, source };
}
