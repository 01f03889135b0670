/** Finds out what became of an order whose outcome is not known. @module */
import { TradewrightError, type OrderLife } from '@tradewright/core';
import type { VerbContext } from '../verbs/verb-context.ts';
import { withOperator } from './operator-session.ts';

/** Three snapshots of the venue, a settle window apart, prove that an order never arrived. */
const longestMs = 90_000;
const lookEveryMs = 200;

/**
 * Takes the account for as long as its resynchronisation needs. A bot that holds it does the same by
 * itself, so then there is nothing to do.
 *
 * @throws TradewrightError `VENUE_*`
 */
export async function settleUnknown(
  context: VerbContext,
  clientOrderId: string,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = context;
  const deadline = clock.monotonic() + longestMs;
  try {
    await withOperator(context, async ({ bot }) => {
      const life = (): OrderLife | undefined => bot.parts.orders.record(clientOrderId)?.life;
      while (life() === 'unknown' && clock.monotonic() < deadline && !signal.aborted)
        await clock.sleep(lookEveryMs);
    });
  } catch (error) {
    if (!TradewrightError.is(error) || error.code !== 'ACCOUNT_LOCKED') throw error;
  }
}
