// One full review with every rule on, over an empty call: both in turns within one run.
import { Decimal, SessionIds, decimal } from '@tradewright/core';
import {
  aFill,
  aQuote,
  anEquityPoint,
  anInstrument,
  anOrderIntent,
} from '@tradewright/core/testing';
import {
  CostTracker,
  CurrencyConverter,
  MarketState,
  PortfolioTracker,
  RiskManager,
  basisPointFees,
  defaultClassCaps,
} from '@tradewright/engine';
import { ratioOf, round } from './rounds.mjs';

const calls = 20_000;

/** Every cap on; two positions, one of them in USD. */
const caps = {
  maxOrderValue: decimal('5000'),
  orderValueBuffer: decimal('5'),
  minTradeSize: decimal('500'),
  maxTotalExposure: decimal('20000'),
  maxPositions: 5,
  maxDailyLoss: decimal('1000'),
  maxDailyLossPercent: decimal('3'),
  allowedSymbols: ['BHP/AUD', 'CBA/AUD', 'AAPL/USD'],
  allowedClasses: ['equity', 'fx'],
  maxNetExposure: decimal('20000'),
  maxSymbolExposure: decimal('10000'),
  maxDrawdownPercent: decimal('20'),
  buckets: [['BHP/AUD', 'CBA/AUD']],
  maxPerBucket: 2,
  maxOrdersPerMinute: 30,
  maxOrdersPerSecond: 5,
  entryCooldownMs: 120_000,
  allowStacking: false,
  allocatedCapital: { bench: decimal('20000') },
  tickSizeGuard: true,
  classes: {
    ...defaultClassCaps,
    equity: { ...defaultClassCaps.equity, maxExposure: decimal('20000') },
  },
};

function aManager() {
  let time = 1_000;
  const clock = { now: () => time };
  const market = new MarketState();
  const portfolio = new PortfolioTracker(new SessionIds('TW', 'bench'));
  for (const [symbol, currency] of [
    ['BHP/AUD', 'AUD'],
    ['CBA/AUD', 'AUD'],
    ['AAPL/USD', 'USD'],
  ]) {
    market.setInstrument(anInstrument({ symbol, currency }));
    market.onQuote(aQuote({ symbol, bid: 49.99, ask: 50, bidSize: 5_000, askSize: 5_000 }));
  }
  const usd = Decimal.from('1.5625');
  const converter = new CurrencyConverter(() => usd, '2');
  const costs = new CostTracker(basisPointFees('8', '6'));
  const risk = new RiskManager({
    caps,
    baseCurrency: 'AUD',
    clock,
    market,
    portfolio,
    converter,
    costs,
  });
  for (const [symbol, currency] of [
    ['CBA/AUD', 'AUD'],
    ['AAPL/USD', 'USD'],
  ]) {
    const fill = aFill({ fillId: symbol, symbol, currency, quantity: decimal('20') });
    portfolio.bookFill(fill, 'bench').commit();
  }
  risk.onEquity(anEquityPoint({ time, equity: decimal('100000') }));
  return { risk, next: () => (time += 120_001) };
}

/** Reviews that approve, reserve and are released, each two minutes after the one before. */
export async function riskReviewFigure(rounds) {
  const { risk, next } = aManager();
  const intent = anOrderIntent({
    strategyName: 'bench',
    quantity: decimal('50'),
    limitPrice: decimal('50'),
  });
  const terms = { stopPrice: decimal('48'), targetPrice: decimal('56') };
  let approved = 0;
  const product = () => {
    for (let call = 0; call < calls; call += 1) {
      next();
      if (risk.review(intent, terms).approved !== undefined) approved += 1;
      risk.release(intent.clientOrderId);
    }
  };
  const empty = (order, plan) => order !== plan;
  let truths = 0;
  const yardstick = () => {
    for (let call = 0; call < calls; call += 1) {
      next();
      if (empty(intent, terms)) truths += 1;
    }
  };
  const measured = await ratioOf(product, yardstick, rounds);
  if (approved === 0 || approved % calls !== 0)
    throw new Error(`${approved} reviews were approved`);
  if (truths === 0) throw new Error('the empty call was never made');
  const nanoseconds = (seconds) => round((seconds * 1e9) / calls);
  return {
    figure: 'risk-review',
    unit: 'ns of one review with all rules, less an empty call',
    value: nanoseconds(measured.productSeconds - measured.yardstickSeconds),
    reviewNs: nanoseconds(measured.productSeconds),
    emptyNs: nanoseconds(measured.yardstickSeconds),
    rules: 30,
    calls,
    rounds,
  };
}
