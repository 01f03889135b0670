/**
 * What a venue adapter needs of core, without the records of plans, decisions and journals: every type
 * of `@tradewright/core`, and of its values those below. They are the same objects.
 *
 * @module
 */
export type * from './index.ts';
export { TradewrightError } from './errors/tradewright-error.ts';
export { Decimal, decimal } from './money/decimal.ts';
export { isOnTick, roundPrice, roundQuantity, toPrice, toQuantity } from './money/tick-ladder.ts';
export { decimalSchema, positiveDecimalSchema, timeSchema } from './domain/decimal-schema.ts';
export { timeframeMs, timeframeSchema } from './domain/market-data.ts';
export { mergeBars } from './domain/merge-bars.ts';
export { complete, incomplete } from './domain/query-result.ts';
export { buildQuote } from './domain/quote.ts';
export { isSymbol, parseSymbol } from './domain/symbol.ts';
