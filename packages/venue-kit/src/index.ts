/** What every venue adapter needs: events, the last check of an order; matching and the conformance suite beside it. @module */
export { TraderEmitter } from './trader-emitter.ts';
export { mustBeSendable } from './sendable-intent.ts';
export { toCcxtExchange } from './facade/to-ccxt-exchange.ts';
export { CcxtFacade } from './facade/ccxt-facade.ts';
export type { CcxtFacadeOptions } from './facade/facade-options.ts';
export {
  ccxtErrors,
  toCcxtError,
  type CcxtErrorClasses,
  type CcxtErrorName,
} from './facade/ccxt-errors.ts';
export {
  type CcxtBalance,
  type CcxtBar,
  type CcxtCurrency,
  type CcxtFee,
  type CcxtMarket,
  type CcxtOrder,
  type CcxtOrderBook,
  type CcxtPosition,
  type CcxtTicker,
  type CcxtTrade,
} from './facade/ccxt-shapes.ts';
