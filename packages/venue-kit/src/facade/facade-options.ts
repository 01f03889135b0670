/** What the ccxt facade is made of. @module */
import type { BaseTrader, Clock } from '@tradewright/core';
import type { CcxtErrorClasses } from './ccxt-errors.ts';
import type { CcxtFees } from './to-ccxt-market.ts';

/** What the ccxt facade is made of; what is optional has the default named beside it. */
export type CcxtFacadeOptions = {
  /** The markets of `loadMarkets`: a trader does not list what its venue has. */
  readonly symbols: readonly string[];
  readonly clock: Clock;
  /** Makes an id for each order that brings none; unique, and taken for its own by the trader. */
  readonly nextClientOrderId: () => string;
  /** The venue's name in lower case. */
  readonly id?: string;
  /** ccxt itself, or any object with its error classes: then `instanceof` holds for them. */
  readonly errors?: CcxtErrorClasses;
  /** Unknown: markets then state none. */
  readonly fees?: CcxtFees;
};

/** The trader with its options. */
export type CcxtFacadeParts = { readonly trader: BaseTrader; readonly options: CcxtFacadeOptions };
