/** A bot of somebody else that trades at IB: it knows the adapter, and nothing of engine, store or agent. */
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
  trader.on('order', ({ symbol, life }) => {
    console.log(symbol, life);
    if (life === 'canceled') resolve();
  }),
);
const order = { clientOrderId: 'TW-1', timeInForce: 'GTC', limitPrice: decimal('44') } as const;
await trader.placeOrder(anOrderIntent({ ...order, symbol: 'BHP/AUD' }));
await trader.cancelOrder('TW-1');
await ended;
await trader.close();
await tws.close();
