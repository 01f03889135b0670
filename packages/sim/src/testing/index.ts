/** PaperTrader, recorded feeds and the replay venue: testing. @module */
export {};
