/** What differs between the venues that ccxt reaches. @module */
import type { TimeInForce } from '@tradewright/core';

/** One venue's differences from {@link defaultQuirks}. */
export type CcxtQuirks = {
  /** True when the venue keeps our client id and gives it back; without it a lost order cannot be found. */
  readonly clientOrderIds: boolean;
  /** The longest client id that it takes. */
  readonly clientOrderIdLength: number;
  /**
   * `verified`: the conformance suite passed through the real ccxt class against a simulator of the venue;
   * `experimental`: less than that. Neither was ever run with real money.
   */
  readonly level: 'verified' | 'experimental';
  readonly timesInForce: readonly TimeInForce[];
  readonly postOnly: boolean;
  /** True when open orders are told per symbol only. */
  readonly openOrdersBySymbol: boolean;
  /** True when our executions are told per symbol only. */
  readonly fillsBySymbol: boolean;
  /** Price and quantity steps by base coin, where ccxt states none: other coins then cannot be traded. */
  readonly steps: Readonly<Record<string, { readonly price: string; readonly amount: string }>>;
  /** Who may hold an account, as far as known; shown to the user. */
  readonly jurisdiction: string;
};

/** Careful assumptions for a venue that nobody has looked at. */
export const defaultQuirks: CcxtQuirks = {
  clientOrderIds: false,
  clientOrderIdLength: 32,
  level: 'experimental',
  timesInForce: ['GTC'],
  postOnly: false,
  openOrdersBySymbol: true,
  fillsBySymbol: true,
  steps: {},
  jurisdiction: 'not known: ask the venue whether it serves you',
};

const cents = { price: '0.01', amount: '0.00000001' };

/** Differences by ccxt id. Source: the classes of ccxt 4.5.84; none was run against a live venue. */
export const ccxtQuirks: Readonly<Record<string, Partial<CcxtQuirks>>> = {
  btcmarkets: {
    clientOrderIds: true,
    level: 'verified',
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    openOrdersBySymbol: false,
    jurisdiction: 'Australia; AUD markets',
  },
  independentreserve: {
    openOrdersBySymbol: false,
    fillsBySymbol: false,
    // Never finer than the venue's own steps; to be checked against GetPrimaryCurrencyConfig2.
    steps: { BTC: cents, ETH: cents },
    jurisdiction: 'Australia, New Zealand, Singapore; AUD markets',
  },
  kraken: {
    clientOrderIds: true,
    clientOrderIdLength: 18,
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    openOrdersBySymbol: false,
    fillsBySymbol: false,
    jurisdiction: 'United States, EEA, UK, Australia and others; see its list of countries',
  },
  coinbase: {
    // ccxt makes the client id itself: one of ours would be lost.
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    openOrdersBySymbol: false,
    fillsBySymbol: false,
    jurisdiction: 'United States, EEA, UK, Australia and others; see its list of countries',
  },
  binance: {
    clientOrderIds: true,
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    openOrdersBySymbol: false,
    jurisdiction:
      'not the United States; derivatives closed in Australia in 2023, see its list of countries',
  },
  gemini: {
    clientOrderIds: true,
    clientOrderIdLength: 36,
    level: 'verified',
    timesInForce: ['GTC', 'IOC', 'FOK'],
    postOnly: true,
    openOrdersBySymbol: false,
    jurisdiction: 'United States and others; Australian, UK and EEA accounts closed in 2026',
  },
};

/** The venue's quirks over the careful assumptions. */
export function quirksOf(id: string): CcxtQuirks {
  return { ...defaultQuirks, ...(Object.hasOwn(ccxtQuirks, id) ? ccxtQuirks[id] : {}) };
}
