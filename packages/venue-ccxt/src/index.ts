/** GeminiTrader and CcxtTrader on the real ccxt. @module */
export { GeminiTrader } from './gemini/gemini-trader.ts';
export { type GeminiTraderOptions } from './gemini/gemini-trader-options.ts';
export { type NonceMode } from './ccxt/nonce-lane.ts';
