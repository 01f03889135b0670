/** How the paper venue treats its customers. @module */
import { Decimal } from '@tradewright/core';

/** Fees in basis points of the value, charged in the quote currency. A negative maker fee is a rebate. */
export type PaperTerms = {
  readonly makerFeeBps: string;
  readonly takerFeeBps: string;
  /** How many price steps a taker fares worse than the touch. */
  readonly slippageTicks: number;
  /** How long an order is under way before it reaches the book, in ms; 0 matches within the call. */
  readonly latencyMs: number;
  /** Width of the quote that is made around a bar where no quotes are recorded, in basis points of the close. */
  readonly spreadBps: number;
  /** Size shown on either side of such a made quote, in units of the base; `null` is unlimited. */
  readonly shownSize: number | null;
};

/** A taker fee of 0.1 %, no latency, no slippage, a spread of 2 basis points around recorded bars. */
export const defaultPaperTerms: PaperTerms = {
  makerFeeBps: '10',
  takerFeeBps: '10',
  slippageTicks: 0,
  latencyMs: 0,
  spreadBps: 2,
  shownSize: null,
};

const basis = Decimal.from('10000');

/** The fee on a value, rounded up to eight places. */
export function paperFee(terms: PaperTerms, value: Decimal, liquidity: 'maker' | 'taker'): Decimal {
  const bps = liquidity === 'maker' ? terms.makerFeeBps : terms.takerFeeBps;
  return value.times(Decimal.from(bps)).dividedToPlaces(basis, 8, 'up');
}
