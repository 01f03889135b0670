/** What every venue adapter needs: events, the last check of an order; matching and the conformance suite beside it. @module */
export { TraderEmitter } from './trader-emitter.ts';
export { mustBeSendable } from './sendable-intent.ts';
