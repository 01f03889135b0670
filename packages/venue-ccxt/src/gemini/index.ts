/** GeminiTrader alone: the import that loads nothing of other venues. @module */
export { GeminiTrader } from './gemini-trader.ts';
export type { GeminiTraderOptions } from './gemini-trader-options.ts';
export type { NonceMode } from '../ccxt/nonce-lane.ts';
export type { HttpAnswer, SendRequest, SentRequest } from '../ccxt/http-sender.ts';
export type {
  OpenStreamSocket,
  StreamSocket,
  StreamSocketEvents,
} from '../stream/stream-socket.ts';
