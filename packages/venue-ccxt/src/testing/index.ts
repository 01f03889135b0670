/** A Gemini on loopback, for tests of bots and adapters. @module */
export { FakeBtcMarkets, type BtcMarketsKeys } from './fake-btc-markets.ts';
export { FakeIndependentReserve } from './fake-independent-reserve.ts';
export { FakeGemini, type FakeGeminiOptions } from './fake-gemini.ts';
export {
  FakeVenue,
  type FakeAnswer,
  type FakeRequest,
  type FakeVenueOptions,
} from './fake-venue.ts';
export type { FakeReader, FakeSession } from './fake-stream.ts';
export { fakeFaults, type FakeFault } from './fake-faults.ts';
export { FakeMarket, type FakeBook } from './fake-market.ts';
export type { FakeChange, FakeOrder, FakePair, FakeTrade } from './fake-order.ts';
export { parseCassette, type Cassette, type CassetteHeader, type CassetteRow } from './cassette.ts';
export { CassetteMarket, type CassetteMoment } from './cassette-market.ts';
export { GeminiPlayback } from './gemini-playback.ts';
export { GeminiRecorder, type GeminiRecorderOptions } from './gemini-recorder.ts';
export { geminiVenue } from './gemini-venue.ts';
export { ccxtVenue } from './ccxt-venue.ts';
export { btcMarketsVenue } from './btc-markets-venue.ts';
export { handledRig, type FakeHands, type HandledFake } from './fake-hands.ts';
