/** A Gemini on loopback, for tests of bots and adapters. @module */
export { FakeGemini, type FakeGeminiOptions } from './fake-gemini.ts';
export { fakeFaults, type FakeFault } from './fake-faults.ts';
export { FakeMarket, type FakeBook, type FakeOrder, type FakePair } from './fake-market.ts';
