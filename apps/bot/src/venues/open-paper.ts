/** The paper venue with its recorded data, ready for a session. @module */
import type { DurableMap } from '@tradewright/core';
import { PaperTrader } from '@tradewright/sim';
import type { SessionSetup } from '../session/session-setup.ts';
import { paperInstrument } from './paper-instruments.ts';
import { recordedMarket, type RecordedMarket } from './recorded-market.ts';
import type { DrivenMarket, OpenedVenue } from './venue-entry.ts';

/** The opened paper venue: its market is always driven. */
export type OpenedPaper = OpenedVenue & {
  readonly trader: PaperTrader;
  readonly market: DrivenMarket;
};

/**
 * @param alter - Shows the recorded market as something else; for judging who decides on it.
 * @throws TradewrightError `DATA_MALFORMED`, `DATA_UNREADABLE`, `CONFIG_INVALID`
 */
export async function openPaper(
  setup: SessionSetup,
  state?: DurableMap,
  alter: (market: RecordedMarket) => RecordedMarket = (market) => market,
): Promise<OpenedPaper> {
  const market = alter(await recordedMarket(setup.files));
  const { clock, feed, symbols, withTrades, timeframe } = market;
  const trader = new PaperTrader({
    accountId: 'PAPER',
    baseCurrency: setup.baseCurrency,
    openingCash: setup.cash,
    clock,
    instruments: symbols.map(paperInstrument),
    terms: setup.terms,
    withTrades,
    state,
  });
  return {
    trader,
    baseCurrency: setup.baseCurrency,
    symbols,
    market: {
      clock,
      feed,
      deliver: (event) => trader.deliver(event),
      settle: () => undefined,
      timeframe,
      resume: { marketTime: trader.marketTime, warm: (event) => trader.warm(event) },
    },
    close: () => Promise.resolve(),
  };
}
