/** IBTrader on the real @stoqey/ib, and a TWS simulator. @module */
export {};
