/** An entry with a target and a stop that wait at the venue: one of them ends the other. */
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
await trader.connect();
trader.on('order', ({ clientOrderId, life }) => console.log(clientOrderId, life));

const exit = { side: 'sell', parentClientOrderId: 'entry', ocaGroup: 'exit' } as const;
const common = { quantity: decimal('100'), timeInForce: 'GTC' } as const;
await trader.placeOrder(
  anOrderIntent({ ...common, clientOrderId: 'entry', limitPrice: decimal('29') }),
);
await trader.placeOrder(
  anOrderIntent({ ...common, ...exit, clientOrderId: 'target', limitPrice: decimal('31') }),
);
await trader.placeOrder(
  anOrderIntent({
    ...common,
    ...exit,
    clientOrderId: 'stop',
    type: 'stop',
    limitPrice: null,
    stopPrice: decimal('28'),
  }),
);
const path = 'fixtures/bars/asx-BHP-1d.csv.gz';
const feed = recordedFile({ path, symbol: 'BHP/AUD', timeZone: 'Australia/Sydney' });
await playFeed({ clock, feed, deliver: (event) => trader.deliver(event), settle: () => undefined });
console.log((await trader.fetchAccount()).cash);
