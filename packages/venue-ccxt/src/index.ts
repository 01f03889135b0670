/** GeminiTrader and CcxtTrader on the real ccxt. @module */
export { GeminiTrader } from './gemini/gemini-trader.ts';
export type { GeminiTraderOptions } from './gemini/gemini-trader-options.ts';
export type { NonceMode } from './ccxt/nonce-lane.ts';
export { CcxtTrader } from './generic/ccxt-trader.ts';
export type { CcxtTraderOptions } from './generic/ccxt-trader-options.ts';
export { ccxtCapabilities } from './generic/ccxt-capabilities.ts';
export { ccxtQuirks, quirksOf, type CcxtQuirks } from './generic/ccxt-quirks.ts';
export { loadCcxtVenue } from './ccxt/load-ccxt-venue.ts';
export type { HttpAnswer, SendRequest, SentRequest } from './ccxt/http-sender.ts';
export type { OpenStreamSocket, StreamSocket, StreamSocketEvents } from './stream/stream-socket.ts';
