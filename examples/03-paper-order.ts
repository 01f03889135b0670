/** A paper order meets a recorded market: it rests, fills, and becomes a position and a fee. */
import { VirtualClock, decimal } from '@tradewright/core';
import { anInstrument, anOrderIntent } from '@tradewright/core/testing';
import { PaperTrader, defaultPaperTerms, playFeed, recordedFile } from '@tradewright/sim';

const clock = new VirtualClock(0);
const trader = new PaperTrader({
  accountId: 'example',
  baseCurrency: 'AUD',
  openingCash: { AUD: '10000' },
  clock,
  instruments: [anInstrument({ symbol: 'BHP/AUD' })],
  terms: { ...defaultPaperTerms, takerFeeBps: '8', makerFeeBps: '8' },
});
await trader.connect();
const order = anOrderIntent({
  clientOrderId: 'example-1',
  symbol: 'BHP/AUD',
  quantity: decimal('100'),
  limitPrice: decimal('29'),
  timeInForce: 'GTC',
});
console.log((await trader.placeOrder(order)).life);
const path = 'fixtures/bars/asx-BHP-1d.csv.gz';
const feed = recordedFile({ path, symbol: 'BHP/AUD', timeZone: 'Australia/Sydney' });
await playFeed({ clock, feed, deliver: (event) => trader.deliver(event), settle: () => undefined });
const fills = await trader.fetchFills({ since: 0 });
if (fills.kind === 'complete')
  for (const { quantity, price, commission } of fills.items)
    console.log({ quantity, price, commission });
console.log(await trader.fetchPositions());
