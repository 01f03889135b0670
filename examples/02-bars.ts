/** The last five daily bars of an ASX share. */
import { VirtualClock } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';
import { PaperTrader, defaultPaperTerms, recordedFile } from '@tradewright/sim';

const clock = new VirtualClock(0);
const trader = new PaperTrader({
  accountId: 'example',
  baseCurrency: 'AUD',
  openingCash: { AUD: '10000' },
  clock,
  instruments: [anInstrument({ symbol: 'BHP/AUD' })],
  terms: defaultPaperTerms,
});
await trader.connect();
const path = 'fixtures/bars/asx-BHP-1d.csv.gz';
for await (const event of recordedFile({ path, symbol: 'BHP/AUD', timeZone: 'Australia/Sydney' })) {
  clock.advanceTo(event.end);
  trader.deliver(event);
}
const { bars } = await trader.fetchBars({ symbol: 'BHP/AUD', timeframe: '1d', limit: 5 });
for (const { time, open, high, low, close, volume } of bars)
  console.log(new Date(time).toISOString().slice(0, 10), { open, high, low, close, volume });
