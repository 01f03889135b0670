/** An order to Interactive Brokers' wire protocol, at a simulated TWS: placed, watched, canceled. */
import { SystemClock, SystemRandom, decimal } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap, TwsSimulator } from '@tradewright/venue-ib/testing';

const clock = new SystemClock();
const tws = new TwsSimulator({ clock });
const port = await tws.listen();
tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300 });

const trader = new IBTrader({ clock, port, random: new SystemRandom(), store: new MemoryMap() });
await trader.connect();
const ended = new Promise<void>((resolve) =>
  trader.on('order', ({ symbol, side, quantity, limitPrice, life }) => {
    console.log(side, quantity, symbol, 'at', limitPrice, life);
    if (life === 'canceled') resolve();
  }),
);
await trader.placeOrder(
  anOrderIntent({
    clientOrderId: 'TW-1',
    symbol: 'BHP/AUD',
    quantity: decimal('100'),
    limitPrice: decimal('44'),
    timeInForce: 'GTC',
  }),
);
await trader.cancelOrder('TW-1');
await ended;
await trader.close();
await tws.close();
