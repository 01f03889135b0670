/** One quote, from a stream that runs or a short one of its own. @module */
import { TradewrightError, type Clock, type Quote } from '@tradewright/core';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import type { QuoteLines } from './quote-lines.ts';

/** What the question needs; `timeoutMs` bounds the wait for both sides. */
export type QuoteQuestion = {
  readonly lines: QuoteLines;
  readonly clock: Clock;
  readonly timeoutMs: number;
};

/**
 * Resolves when both sides are there; at the deadline with what came by then (a market may show one
 * side only).
 *
 * @throws TradewrightError `VENUE_TIMEOUT` when nothing came, `VENUE_PERMISSION` without a subscription
 */
export function fetchQuote(resolved: ResolvedContract, question: QuoteQuestion): Promise<Quote> {
  const { lines, clock, timeoutMs } = question;
  const { symbol } = resolved.instrument;
  const running = lines.latest(symbol);
  if (running !== undefined && isWhole(running)) return Promise.resolve(running);
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      cancel();
      stop();
      settle();
    };
    const cancel = clock.after(timeoutMs, () => {
      const quote = lines.latest(symbol);
      stop();
      if (quote !== undefined && quote.receivedTime > 0) resolve(quote);
      else reject(silence(symbol, timeoutMs));
    });
    const stop = lines.read(resolved, {
      news: (quote) => isWhole(quote) && end(() => resolve(quote)),
      failed: (error) => end(() => reject(error)),
    });
  });
}

function isWhole({ bid, ask, bidSize, askSize }: Quote): boolean {
  return bid !== null && ask !== null && bidSize !== null && askSize !== null;
}

function silence(symbol: string, timeoutMs: number): TradewrightError {
  return new TradewrightError(
    'VENUE_TIMEOUT',
    `IB sent no quote of ${symbol} within ${timeoutMs} ms.`,
    {
      hint: 'check the market data subscriptions, or set IB_MARKET_DATA=delayed',
    },
  );
}
