/** A recorded market shown by a fake Gemini. @module */
import { Decimal, parseSymbol } from '@tradewright/core';
import { pricePath, type FeedEvent } from '@tradewright/sim';
import type { FakeMarket, FakePair } from '@tradewright/venue-ccxt/testing';

/** The venue's name of a symbol: `BTC/USD` is `btcusd`. */
export function geminiId(symbol: string): string {
  return symbol.replace('/', '').toLowerCase();
}

/** Terms of a pair as Gemini has them for BTC/USD (symbol details, read in November 2026). */
export function geminiPair(symbol: string): FakePair {
  const { base, quote } = parseSymbol(symbol);
  return { base, quote, step: '0.00000001', tick: '0.01', minimum: '0.00001', status: 'open' };
}

/** Size shown where the recording has none, in units of the base. */
const shownSize = 10;

/**
 * Shows one recorded event: quotes move the book along the bar's path, bars become candles and a print
 * at their close. A symbol without recorded quotes has its book around each close.
 */
export class GeminiMarket {
  readonly #market: FakeMarket;
  readonly #withQuotes: ReadonlySet<string>;
  readonly #halfSpread: number;

  /** @param spreadBps - Width of a book that was not recorded, in basis points. */
  constructor(market: FakeMarket, withQuotes: readonly string[], spreadBps: number) {
    this.#market = market;
    this.#withQuotes = new Set(withQuotes);
    this.#halfSpread = spreadBps / 20_000;
  }

  show(event: FeedEvent): void {
    const id = geminiId(event.symbol);
    if (event.kind === 'quote-bar') {
      const { bidSize, askSize } = event;
      for (const { bid, ask } of pricePath(event)) this.#book(id, [bid, bidSize], [ask, askSize]);
      return;
    }
    const { close, volume } = event.bar;
    this.#market.candles.add(id, event.bar);
    if (volume !== null && volume > 0) this.#market.print(id, exact(close), exact(volume), 'buy');
    if (this.#withQuotes.has(event.symbol)) return;
    const [bid, ask] = [close * (1 - this.#halfSpread), close * (1 + this.#halfSpread)];
    this.#book(id, [Math.floor(bid * 100) / 100, null], [Math.ceil(ask * 100) / 100, null]);
  }

  #book(id: string, bid: readonly [number, number | null], ask: typeof bid): void {
    const level = ([price, size]: typeof bid): [string, string] => [
      exact(price),
      exact(size ?? shownSize),
    ];
    this.#market.setBook(id, { bids: [level(bid)], asks: [level(ask)] });
  }
}

function exact(value: number): string {
  return Decimal.fromMarketNumber(value).roundedToPlaces(8).toString();
}
