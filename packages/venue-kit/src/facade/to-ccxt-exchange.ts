/** The door to the ccxt facade. @module */
import type { BaseTrader } from '@tradewright/core';
import { CcxtFacade } from './ccxt-facade.ts';
import type { CcxtFacadeOptions } from './facade-options.ts';

/**
 * An exchange object with ccxt's method names, shapes and error classes over any trader: code that was
 * written for ccxt trades shares through it.
 */
export function toCcxtExchange(trader: BaseTrader, options: CcxtFacadeOptions): CcxtFacade {
  return new CcxtFacade({ trader, options });
}
