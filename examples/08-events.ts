/** What a trader tells: connection, quotes, the life of an order, its executions. */
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
  terms: defaultPaperTerms,
});
let quotes = 0;
trader.on('connection', ({ socket, epoch }) => console.log('connection', { socket, epoch }));
trader.on('quote', () => (quotes += 1));
trader.on('order', ({ clientOrderId, life, filled }) =>
  console.log({ clientOrderId, life, filled }),
);
trader.on('fill', ({ fillId, quantity, price }) => console.log({ fillId, quantity, price }));
trader.on('account', ({ cash }) => console.log('account', cash));

await trader.connect();
const buy = { quantity: decimal('100'), limitPrice: decimal('29'), timeInForce: 'GTC' } as const;
await trader.placeOrder(anOrderIntent({ ...buy, clientOrderId: 'example-1' }));
const path = 'fixtures/bars/asx-BHP-1d.csv.gz';
const feed = recordedFile({ path, symbol: 'BHP/AUD', timeZone: 'Australia/Sydney' });
await playFeed({ clock, feed, deliver: (event) => trader.deliver(event), settle: () => undefined });
await trader.close();
console.log(quotes, 'quotes');
