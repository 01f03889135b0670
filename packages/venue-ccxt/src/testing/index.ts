/** GeminiTrader and CcxtTrader on the real ccxt: testing. @module */
export {};
