/** When a plan that found nobody to trade with tries again. @module */
import { Decimal, type OrderRecord, type Plan, type Quote } from '@tradewright/core';
import { isOver } from '../execution/is-over.ts';

/** Between two tries of one exit, in ms, however the market moves. */
export const exitRetryMs = 5_000;

const longestPauseMs = 60_000;

/** What the next try depends on. */
export type ExitTry = {
  /** Exits of the plan that ended without an execution since the last one that had some. */
  readonly fruitless: number;
  /** End of the last of them, ms of session time. */
  readonly endedTime: number;
  /** True when the venue itself refused it: another price is no reason for another answer. */
  readonly refused: boolean;
};

/** Counted from the newest exit back; an exit that is still under way is none. */
export function exitTries(
  { exitClientOrderIds }: Plan,
  record: (clientOrderId: string) => OrderRecord | undefined,
): ExitTry {
  const last = exitClientOrderIds.at(-1);
  const newest = last === undefined ? undefined : record(last);
  let fruitless = 0;
  for (const id of exitClientOrderIds.toReversed()) {
    const one = record(id);
    if (one === undefined || !isOver(one) || !Decimal.from(one.filled).isZero()) break;
    fruitless += 1;
  }
  const endedTime = newest?.updatedTime ?? Number.NEGATIVE_INFINITY;
  return { fruitless, endedTime, refused: newest?.life === 'refused' };
}

/**
 * How long after the last fruitless try the next one may leave: at once when the market shows something
 * else than that try saw, else after a pause that doubles up to a minute. Nothing holds an exit back for good.
 */
export function exitPauseMs({ fruitless, refused }: ExitTry, moved: boolean): number {
  if (fruitless === 0 || (moved && !refused)) return 0;
  return Math.min(exitRetryMs * 2 ** Math.min(fruitless - 1, 10), longestPauseMs);
}

/** What an exit of the plan would trade against; two tries that see the same find the same. */
export function exitTouch({ side }: Pick<Plan, 'side'>, quote: Quote | undefined): string {
  if (quote === undefined) return '';
  return side === 'buy' ? `${quote.bid} ${quote.bidSize}` : `${quote.ask} ${quote.askSize}`;
}
