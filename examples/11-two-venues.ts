/** IB and Gemini under one cap in AUD: what shares take up at one, coins cannot use at the other. */
import { SessionIds, SystemClock, SystemRandom, decimal } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import * as engine from '@tradewright/engine';
import { geminiVenue } from '@tradewright/venue-ccxt/testing';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap, TwsSimulator } from '@tradewright/venue-ib/testing';

const clock = new SystemClock();
const tws = new TwsSimulator({ clock });
tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 9_000, askSize: 9_000 });
tws.setQuote('AUD/USD', { bid: 0.65, ask: 0.6501, bidSize: 1e6, askSize: 1e6 });
const wire = { random: new SystemRandom(), store: new MemoryMap(), port: await tws.listen() };
const ib = new IBTrader({ clock, ...wire });
const gemini = await geminiVenue.start();
await ib.connect();
const market = new engine.MarketState();
for (const symbol of ['BHP/AUD', 'AUD/USD', 'BTC/USD']) {
  const trader = symbol === 'BTC/USD' ? gemini.trader : ib;
  market.setInstrument(await trader.loadInstrument(symbol));
  market.onQuote(await trader.fetchQuote(symbol));
}
const converter = engine.quotedConverter({ market, clock, maxAgeMs: 60_000, baseCurrency: 'AUD' });
const off = { maxDailyLoss: null, maxDailyLossPercent: null, allowedSymbols: [], maxPositions: 3 };
const sizes = { orderValueBuffer: decimal('5'), minTradeSize: decimal('500') };
const most = { maxOrderValue: decimal('8000'), maxTotalExposure: decimal('10000') };
const common = { clock, market, converter, baseCurrency: 'AUD', pool: new engine.RiskPool() };
const [shares, coins] = ['ib', 'gemini'].map((venue) => {
  const portfolio = new engine.PortfolioTracker(new SessionIds('TW', venue));
  return new engine.RiskManager({ ...common, portfolio, caps: { ...off, ...sizes, ...most } });
});
const order = { symbol: 'BHP/AUD', quantity: decimal('100'), limitPrice: decimal('45.12') };
console.log(shares?.review(anOrderIntent(order)).verdict.approved);
const coin = { symbol: 'BTC/USD', quantity: decimal('0.1'), limitPrice: decimal('50010') };
console.log(coins?.dryRun(anOrderIntent(coin)).denials);
for (const end of [gemini, ib]) await end[Symbol.asyncDispose]();
await tws.close();
