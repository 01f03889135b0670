/** What all processes of one round agree on. @module */
import { decimal, type Instrument } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';

/** One round: a venue, a database, and many processes one after the other. */
export type RoundTerms = {
  readonly folder: string;
  readonly socket: string;
  readonly seed: string;
  /** Wall time at which the round began, ms UTC. */
  readonly origin: number;
};

/** Seconds of the round that pass in one true second: a settle window of ten is 50 true ms. */
export const speed = 200;

/** The account that every process of a round goes on with. */
export const portfolioId = 'portfolio';

/** Venue and account of the lock. */
export const account = { venue: 'PAPER', accountId: 'PAPER' } as const;

/** One share that cannot be sold short, and one that can. */
export const instruments: readonly Instrument[] = [
  anInstrument({ symbol: 'BHP/AUD', canShort: false }),
  anInstrument({ symbol: 'XRO/AUD', base: 'XRO', canShort: true }),
];

/** Caps in the shape of the engine. */
export const caps = {
  maxOrderValue: decimal('8000'),
  orderValueBuffer: decimal('100'),
  minTradeSize: decimal('100'),
  maxTotalExposure: decimal('16000'),
  maxPositions: 3,
  maxDailyLoss: null,
  maxDailyLossPercent: null,
  allowedSymbols: [],
};
