/** A TWS simulator that speaks the real wire protocol; for tests, CI and demos. @module */
export { TwsSimulator, type TwsFaults, type TwsSimulatorOptions } from './tws-simulator.ts';
export { ibVenue } from './ib-venue.ts';
export { MemoryMap } from './memory-map.ts';
export { marketRules, simulatedContracts, type SimulatedContract } from './simulated-contract.ts';
export type { SimulatedOrder } from './simulated-order.ts';
export type { SimulatedExecution } from './simulated-execution.ts';
export { encodeFrame, FrameReader, type WireField } from './wire-frame.ts';
export { playLive } from './live-script.ts';
export { MarketTimeClock } from './market-time-clock.ts';
export {
  openScript,
  playStep,
  scriptedBarMs,
  scriptedMarket,
  scriptedStart,
  scriptedSymbols,
  type MarketStep,
} from './scripted-market.ts';
export { PlaybackServer, type PlaybackMode } from './replay/playback-server.ts';
export { RecordingProxy, type RecordingProxyOptions } from './replay/recording-proxy.ts';
export { recordedSymbols } from './replay/recorded-contracts.ts';
export { findPrivate, sanitiseRecording } from './replay/sanitise-recording.ts';
export {
  formatRecording,
  parseRecording,
  type RecordedFrame,
  type RecordingHeader,
  type WireRecording,
} from './replay/wire-recording.ts';
