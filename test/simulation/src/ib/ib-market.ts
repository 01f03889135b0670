/** The market that the simulated TWS shows. @module */
import type { Bar, Random } from '@tradewright/core';
import type { TwsSimulator } from '@tradewright/venue-ib/testing';
import { MarketWalk, walkStepMs } from '../market-walk.ts';

/** What is traded: one of them by two strategies. */
export const ibSymbols = ['BHP/AUD', 'CBA/AUD'] as const;

const barMs = 60_000;

/** Walks in steps; orders meet the extremes and the close of each. */
export class IBMarket {
  readonly #tws: TwsSimulator;
  readonly #walk: MarketWalk;

  constructor(tws: TwsSimulator, random: Random) {
    this.#tws = tws;
    this.#walk = new MarketWalk(random, [
      { symbol: ibSymbols[0], start: 50, reach: 8 },
      { symbol: ibSymbols[1], start: 120, reach: 25 },
    ]);
    const now = tws.clock.now();
    for (const symbol of ibSymbols)
      tws.setBars(
        symbol,
        [3, 2, 1].map((age) => barOf(now - age * barMs, 50)),
      );
    this.move();
  }

  /** One step of every symbol. */
  move(): void {
    const now = this.#tws.clock.now();
    for (const event of this.#walk.next(now)) {
      if (event.kind !== 'quote-bar') continue;
      const { symbol, bid, ask, bidSize, askSize } = event;
      for (const moment of ['low', 'high', 'close'] as const)
        this.#tws.setQuote(symbol, { bid: bid[moment], ask: ask[moment], bidSize, askSize });
      if (Math.floor(now / barMs) > Math.floor((now - walkStepMs) / barMs))
        this.#tws.addBar(symbol, barOf(now - barMs, bid.close));
    }
  }
}

function barOf(time: number, price: number): Bar {
  const start = time - (time % barMs);
  return { time: start, open: price, high: price, low: price, close: price, volume: 1_000 };
}
