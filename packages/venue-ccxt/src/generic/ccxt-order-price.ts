/** The price with which an order goes out to a ccxt venue, after every check of its figures. @module */
import {
  Decimal,
  TradewrightError,
  isOnTick,
  type ErrorCode,
  type Instrument,
  type OrderIntent,
} from '@tradewright/core/venue';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { sweepPrice } from '../gemini/gemini-order-request.ts';
import { ccxtQueryError } from './ccxt-failure.ts';
import { ccxtBookSchema } from './ccxt-payloads.ts';

/** What the price depends on beside the order. */
export type CcxtPriceInput = {
  readonly exchange: CcxtExchange;
  readonly instrument: Instrument;
  readonly slippagePercent: Decimal;
};

/**
 * The limit of the order; for a market order the price down to which it may walk the book.
 *
 * @throws TradewrightError `ORDER_INVALID`, `ORDER_NOT_SENT` with outcome `not-sent`
 */
export async function ccxtPrice(intent: OrderIntent, input: CcxtPriceInput): Promise<string> {
  const { exchange, instrument, slippagePercent } = input;
  const { lot, minimumQuantity, tickLadder } = instrument;
  const quantity = Decimal.from(intent.quantity);
  const tooSmall = minimumQuantity !== null && quantity.isLessThan(Decimal.from(minimumQuantity));
  if (tooSmall || !quantity.isMultipleOf(Decimal.from(lot)))
    throw ccxtNotSent('ORDER_INVALID', `${intent.quantity} did not fit the lot or the minimum.`);
  if (intent.type === 'limit') {
    if (intent.limitPrice !== null && isOnTick(intent.limitPrice, tickLadder))
      return intent.limitPrice;
    throw ccxtNotSent('ORDER_INVALID', `The price ${intent.limitPrice ?? 'none'} was on no tick.`);
  }
  const answer = await exchange.fetchOrderBook(intent.symbol, 50).catch((error: unknown) => {
    throw ccxtNotSent('ORDER_NOT_SENT', ccxtQueryError(error).message);
  });
  const { bids, asks } = ccxtBookSchema.parse(answer);
  const book = {
    bids: bids.map(([price, size]): [number, number] => [price, size]),
    asks: asks.map(([price, size]): [number, number] => [price, size]),
  };
  return sweepPrice(intent, book, { instrument }, slippagePercent);
}

/** A command that provably did not leave. */
export function ccxtNotSent(code: ErrorCode, message: string): TradewrightError {
  return new TradewrightError(code, message, {
    outcome: 'not-sent',
    hint: 'nothing was sent; ccxtQuirks lists what the venue takes',
  });
}
