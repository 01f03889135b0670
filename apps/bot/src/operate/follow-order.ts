/** Follows one order until it ends. @module */
import {
  SystemClock,
  TradewrightError,
  endedLives,
  type OrderLife,
  type OrderView,
} from '@tradewright/core';
import type { VerbContext } from '../verbs/verb-context.ts';
import { withAsker, type Asker } from './ask-account.ts';

const everyMs = 500;

/** What to follow, and how. */
export type FollowOptions = {
  readonly id: string;
  /** Called with the first state and after each change. */
  readonly onChange: (view: OrderView) => void;
  /** `undefined` follows for as long as it takes. */
  readonly deadlineMs: number | undefined;
  readonly signal?: AbortSignal;
  /** Ends the following early; left out, only the end of the order does. */
  readonly isEnough?: (view: OrderView) => boolean;
};

/** The order as it was seen last. @throws TradewrightError `ORDER_NOT_FOUND`, `USAGE` for an id that means several orders */
export function followOrder(context: VerbContext, options: FollowOptions): Promise<OrderView> {
  return withAsker(context, (asker) => follow(asker, options));
}

/** True when nothing more can come of an order but a late fill. */
export function hasEnded({ status }: OrderView): boolean {
  return endedLives.has(status as OrderLife);
}

async function follow(asker: Asker, options: FollowOptions): Promise<OrderView> {
  const { id, onChange, deadlineMs, signal, isEnough = () => false } = options;
  const clock = new SystemClock();
  const deadline = clock.monotonic() + (deadlineMs ?? Number.POSITIVE_INFINITY);
  let shown = '';
  for (let key = id; ;) {
    const view = theOnly(key, (await asker.ask({ ask: 'order', id: key })) as readonly OrderView[]);
    key = view.clientOrderId ?? key;
    const state = JSON.stringify([
      view.status,
      view.filled,
      view.quantity,
      view.price,
      view.message,
    ]);
    if (state !== shown) onChange(view);
    shown = state;
    if (hasEnded(view) || isEnough(view)) return view;
    if (clock.monotonic() >= deadline || signal?.aborted === true) return view;
    await clock.sleep(everyMs);
  }
}

/** @throws TradewrightError `ORDER_NOT_FOUND`, `USAGE` that lists the candidates */
export function theOnly(id: string, found: readonly OrderView[]): OrderView {
  const [view, ...more] = found;
  if (view !== undefined && more.length === 0) return view;
  if (view === undefined)
    throw new TradewrightError('ORDER_NOT_FOUND', `No order has the id "${id.slice(0, 60)}".`, {
      hint: 'see `tradewright orders --all`; an id is a client order id, one of the venue, or a tag',
    });
  const candidates = found.map(
    (one) => `${one.clientOrderId ?? one.venueOrderId ?? '-'} (${one.status})`,
  );
  throw new TradewrightError('USAGE', `"${id.slice(0, 60)}" means ${found.length} orders.`, {
    hint: `name one of ${candidates.join(', ')}`,
  });
}
