/** The pure order matching behind the paper venue and the simulators. @module */
export { MatchingBook, type MatchingOptions } from './matching-book.ts';
export type {
  MatchingChange,
  MatchingEffect,
  MatchingTerms,
  RestingOrder,
} from './matching-order.ts';
export { restingOrder } from './resting-order.ts';
export { wouldTake } from './would-take.ts';
