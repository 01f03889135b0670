/** What IB could give and this adapter does not. @module */
import {
  incomplete,
  TradewrightError,
  type QueryResult,
  type StreamName,
  type Trade,
} from '@tradewright/core';

/** Public trades: an honest "not supported", never an empty list. */
export function tradesNotOffered(symbol: string, now: number): QueryResult<Trade> {
  return incomplete('not-supported', `Public trades of ${symbol} are not offered on IB.`, now);
}

/** Streams other than quotes. */
export function streamNotOffered(stream: StreamName): TradewrightError {
  return new TradewrightError(
    'VENUE_NOT_SUPPORTED',
    `The stream was ${stream}, which is not offered on IB.`,
    { hint: 'subscribe to quote' },
  );
}
