/** Orders on quotes that are late. @module */
import { TradewrightError, type OrderIntent, type Quote } from '@tradewright/core';

/**
 * Quotes of 15 minutes ago are no ground for new risk, unless the user said so; reducing it is never
 * blocked. A symbol without a running quote line says nothing either way.
 *
 * @throws TradewrightError `VENUE_PERMISSION` (outcome `not-sent`)
 */
export function refuseOnDelayed(
  intent: Pick<OrderIntent, 'clientOrderId' | 'purpose' | 'symbol'>,
  quote: Quote | undefined,
  isAllowed: boolean,
): void {
  if (isAllowed || intent.purpose !== 'entry' || quote?.delayed !== true) return;
  throw new TradewrightError(
    'VENUE_PERMISSION',
    `${intent.clientOrderId} was not sent: the quotes of ${intent.symbol} were delayed.`,
    {
      outcome: 'not-sent',
      hint: 'subscribe to live data, or set IB_TRADE_ON_DELAYED=true',
      facts: { symbol: intent.symbol },
    },
  );
}
