/** PaperTrader, recorded feeds and the replay venue. @module */
export {};
