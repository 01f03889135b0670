/** The command line, createBot and runBacktest. @module */
export {};
