/** The paper venue as a stage: faults lie between it and the engine. @module */
import { anInstrument } from '@tradewright/core/testing';
import { PaperTrader, defaultPaperTerms } from '@tradewright/sim';
import { FaultyLink } from './faulty-link.ts';
import type { RaiseStage } from './stage.ts';

/** Two shares in AUD, one of which can be sold short; one symbol is shared by two strategies. */
export const paperStage: RaiseStage = ({ clock, random }) => {
  const terms = random('terms');
  const instruments = [
    anInstrument({ symbol: 'BHP/AUD', canShort: false }),
    anInstrument({ symbol: 'XRO/AUD', base: 'XRO', canShort: true }),
  ];
  const venue = new PaperTrader({
    accountId: 'PAPER',
    baseCurrency: 'AUD',
    openingCash: { AUD: '100000' },
    clock,
    instruments,
    terms: {
      ...defaultPaperTerms,
      slippageTicks: terms.integer(0, 2),
      latencyMs: terms.next() < 0.5 ? 0 : terms.integer(1, 2_000),
    },
  });
  return {
    accountId: 'PAPER',
    currency: 'AUD',
    venue,
    instruments,
    walks: [
      { symbol: 'BHP/AUD', start: 50, reach: 8 },
      { symbol: 'XRO/AUD', start: 120, reach: 25 },
    ],
    desks: [
      ['alpha', ['BHP/AUD']],
      ['beta', ['BHP/AUD', 'XRO/AUD']],
    ],
    feeBasisPoints: '10',
    protects: true,
    connect: (host) => new FaultyLink({ ...host, venue }),
  };
};
