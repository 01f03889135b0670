// The event backtest over a hand-written synchronous loop that does the same trades.
import { MemoryJournal, SessionIds, VirtualClock, decimal } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';
import { basisPointFees, buildEngine } from '@tradewright/engine';
import { PaperTrader, defaultPaperTerms, playFeed } from '@tradewright/sim';
import { Cross, twoSymbols } from './backtest-data.mjs';
import { ratioOf, round } from './rounds.mjs';

const symbols = ['AAA/AUD', 'BBB/AUD'];
const barsPerSymbol = 50_000;
const orderValue = 4_995;
const feeShare = 0.001;
const seed = 'backtest-1';

/** Objects, callbacks, an order queue and fees, and nothing else. */
function handWritten(feed) {
  const fills = [];
  const books = new Map(
    symbols.map((symbol) => [symbol, { cross: new Cross(), quantity: 0, cost: 0 }]),
  );
  const queue = [];
  const quotes = new Map();
  let realised = 0;
  let fees = 0;
  const onBar = (symbol, bar) => {
    const book = books.get(symbol);
    const side = book.cross.add(bar.close);
    if (side > 0 && book.quantity === 0)
      queue.push({ symbol, side: 'buy', quantity: Math.floor(orderValue / bar.close) });
    else if (side < 0 && book.quantity > 0)
      queue.push({ symbol, side: 'sell', quantity: book.quantity });
  };
  for (const event of feed) {
    quotes.set(event.symbol, { bid: event.bar.close, ask: event.bar.close, time: event.end });
    onBar(event.symbol, event.bar);
    for (let order = queue.shift(); order !== undefined; order = queue.shift()) {
      const { ask, bid, time } = quotes.get(order.symbol);
      const price = order.side === 'buy' ? ask : bid;
      const book = books.get(order.symbol);
      fees += order.quantity * price * feeShare;
      if (order.side === 'buy') {
        book.quantity = order.quantity;
        book.cost = order.quantity * price;
      } else {
        realised += order.quantity * price - book.cost;
        book.quantity = 0;
        book.cost = 0;
      }
      fills.push({ symbol: order.symbol, side: order.side, quantity: order.quantity, price, time });
    }
  }
  return { fills, realised, fees };
}

/** The same through feed, paper venue, engine, risk, portfolio, plan monitor and journal. */
async function product(feed) {
  const clock = new VirtualClock(0);
  const trader = new PaperTrader({
    accountId: 'PAPER',
    baseCurrency: 'AUD',
    openingCash: { AUD: '10000000' },
    clock,
    instruments: symbols.map((symbol) => anInstrument({ symbol })),
    terms: { ...defaultPaperTerms, spreadBps: 0 },
  });
  const journal = new MemoryJournal();
  const crosses = new Map(symbols.map((symbol) => [symbol, new Cross()]));
  const strategy = {
    name: 'sma',
    label: 'SMA cross',
    symbols,
    timeframe: '1m',
    lookback: 30,
    onBar(symbol, bar, book) {
      const side = crosses.get(symbol).add(bar.close);
      const held = book.position(symbol)?.state === 'open';
      if (side > 0 && !held) {
        const terms = {
          entryPrice: null,
          stopPrice: bar.close / 4,
          targetPrice: null,
          trailDistance: null,
          expiresAt: null,
          maxHoldMs: null,
        };
        return [
          {
            action: 'open',
            proposal: { symbol, side: 'buy', riskFraction: 1, reasons: [], ...terms },
          },
        ];
      }
      if (side < 0 && held) {
        const plan = book.plans().find((open) => open.symbol === symbol);
        return plan === undefined
          ? undefined
          : [{ action: 'close', planId: plan.planId, fraction: 1, reasons: ['cross'] }];
      }
      return undefined;
    },
  };
  const { runner } = buildEngine({
    sessionId: 'bench',
    baseCurrency: 'AUD',
    trader,
    clock,
    ids: new SessionIds('TW', 'bench'),
    journal,
    caps: {
      maxOrderValue: decimal('5000'),
      orderValueBuffer: decimal('5'),
      minTradeSize: decimal('100'),
      maxTotalExposure: decimal('100000'),
      maxPositions: 10,
      maxDailyLoss: decimal('9000000'),
      maxDailyLossPercent: null,
      allowedSymbols: [],
    },
    fees: basisPointFees('10'),
    strategies: [strategy],
    decisionIntervalMs: 86_400_000,
    planMonitorIntervalMs: 3_600_000,
    slippagePercent: 0.5,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  const fills = [];
  trader.on('fill', ({ symbol, side, quantity, price, time }) =>
    fills.push({ symbol, side, quantity: Number(quantity), price: Number(price), time }),
  );
  await runner.start({ fillsSince: 0, freshPortfolio: true });
  await playFeed({
    clock,
    feed,
    deliver: (event) => trader.deliver(event),
    settle: () => runner.settle(),
  });
  await runner.stop();
  return { fills, point: runner.valuation(), events: journal.events.length };
}

/** @returns the figure, or an error when the fills are not the same */
export async function backtestFigure(rounds) {
  const feed = twoSymbols(barsPerSymbol, seed);
  const own = await product(feed);
  const base = handWritten(feed);
  const equal = JSON.stringify(own.fills) === JSON.stringify(base.fills);
  const figure = await ratioOf(
    () => product(feed),
    () => handWritten(feed),
    rounds,
  );
  return {
    figure: 'backtest-over-hand-written-loop',
    must: 10,
    goal: 4,
    ...figure,
    barsPerSecond: round(feed.length / figure.productSeconds),
    bars: feed.length,
    fills: own.fills.length,
    ordersPerBar: round(own.fills.length / feed.length),
    journalEventsPerOrder: round(own.events / own.fills.length),
    identicalFills: equal,
    feesEqual: Math.abs(Number(own.point.fees) - base.fees) < 0.01,
    seed,
  };
}
