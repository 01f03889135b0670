/** A function that was written for ccxt trades a share at Interactive Brokers, here at a simulated TWS. */
import type { Exchange } from 'ccxt';
import { SeededRandom, SessionIds, SystemClock } from '@tradewright/core';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap, TwsSimulator } from '@tradewright/venue-ib/testing';
import { toCcxtExchange } from '@tradewright/venue-kit';

/** As it stands in many a ccxt bot; nothing in it knows of tradewright. */
async function bidUnderTheMarket(
  exchange: Pick<
    Exchange,
    'loadMarkets' | 'fetchTicker' | 'amountToPrecision' | 'priceToPrecision' | 'cancelOrder'
  > & { createOrder: Exchange['createOrder'] },
  symbol: string,
  budget: number,
): Promise<void> {
  await exchange.loadMarkets();
  const { bid = 0 } = await exchange.fetchTicker(symbol);
  const price = Number(exchange.priceToPrecision(symbol, bid * 0.98));
  const amount = Number(exchange.amountToPrecision(symbol, budget / price));
  const order = await exchange.createOrder(symbol, 'limit', 'buy', amount, price);
  console.log(order.status, order.side, order.amount, symbol, 'at', order.price);
  const { status } = await exchange.cancelOrder(order.id ?? '', symbol);
  console.log(status);
}

const clock = new SystemClock();
const tws = new TwsSimulator({ clock });
const port = await tws.listen();
tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300 });
const trader = new IBTrader({ clock, port, random: new SeededRandom(1), store: new MemoryMap() });
const ids = new SessionIds('TW', 'example');
const nextClientOrderId = () => ids.clientOrderId();
const exchange = toCcxtExchange(trader, { symbols: ['BHP/AUD'], clock, nextClientOrderId });
await bidUnderTheMarket(exchange, 'BHP/AUD', 5_000);
await exchange.close();
await tws.close();
