/** What a price list answers. @module */
import type { Amount, Decimal, Instrument, Liquidity } from '@tradewright/core';
import { CurrencyConverter } from '../../market/currency-converter.ts';

/** What has been traded before, in the currency of the order. */
export type TradedVolume = {
  /** Since the start of the calendar month, UTC. */
  readonly month: Decimal;
  /** In the thirty UTC days up to now. */
  readonly thirtyDays: Decimal;
};

/** The order whose cost is asked for. What is left out makes it dearer: a taker without any volume. */
export type FeeOrder = {
  readonly symbol: string;
  readonly notional: Amount;
  readonly quantity?: Decimal | undefined;
  readonly liquidity?: Liquidity | undefined;
  readonly volume?: TradedVolume | undefined;
};

/** What a list may look up. */
export type FeeFacts = {
  /** `undefined` for what nobody knows. */
  readonly instrument: (symbol: string) => Instrument | undefined;
  readonly converter: CurrencyConverter;
};

/** Nothing to look up: enough for a list in one currency for one kind of instrument. */
export const noFeeFacts: FeeFacts = {
  instrument: () => undefined,
  converter: new CurrencyConverter(),
};

/** The price list of a venue: the whole cost of an order; `undefined` when it is not known. */
export type FeeSchedule = (order: FeeOrder, facts: FeeFacts) => Amount | undefined;
