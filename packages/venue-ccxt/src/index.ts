/** GeminiTrader and CcxtTrader on the real ccxt. @module */
export {};
