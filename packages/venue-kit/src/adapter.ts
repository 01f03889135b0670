/** What every venue adapter is built on: events, and the last check of an order. @module */
export { TraderEmitter } from './trader-emitter.ts';
export { mustBeSendable } from './sendable-intent.ts';
