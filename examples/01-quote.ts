/** The last recorded quote of an ASX share. */
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
const { bid, ask, last } = await trader.fetchQuote('BHP/AUD');
console.log({ bid, ask, last });
