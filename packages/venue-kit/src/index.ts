/** What every venue adapter needs: order matching, pacing, the conformance suite. @module */
export { TraderEmitter } from './trader-emitter.ts';
