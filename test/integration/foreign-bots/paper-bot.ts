/** A bot of somebody else that practises on paper, by ccxt's words. */
import { VirtualClock } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';
import { PaperTrader, defaultPaperTerms } from '@tradewright/sim';
import { toCcxtExchange } from '@tradewright/venue-kit';

const clock = new VirtualClock(1_700_000_000_000);
const paper = new PaperTrader({
  accountId: 'PAPER',
  baseCurrency: 'AUD',
  openingCash: { AUD: '10000' },
  clock,
  instruments: [anInstrument({ symbol: 'BHP/AUD' })],
  terms: defaultPaperTerms,
});
let ids = 0;
const nextClientOrderId = () => `bot-${(ids += 1)}`;
const exchange = toCcxtExchange(paper, { symbols: ['BHP/AUD'], clock, nextClientOrderId });
const { id } = await exchange.createOrder('BHP/AUD', 'limit', 'buy', 100, 44);
for (const { symbol, status } of await exchange.fetchOpenOrders()) console.log(symbol, status);
const { symbol, status } = await exchange.cancelOrder(id, 'BHP/AUD');
console.log(symbol, status);
await exchange.close();
