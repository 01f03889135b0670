/** Cancels of which nothing came. @module */
import { endedLives, type OrderRecord } from '@tradewright/core';

/** True while a cancel is under way or nobody knows what became of it: the end of the order is what proves it. */
export function isCanceling({ life, command }: OrderRecord): boolean {
  return command?.kind === 'cancel' && command.state !== 'refused' && !endedLives.has(life);
}

/**
 * A venue that still shows an order, a settle window after a look that had seen the cancel pending, has not
 * canceled it and will not: the answer or the request was lost, and the cancel may be asked for again.
 */
export class CancelWatch {
  readonly #settleMs: number;
  readonly #since = new Map<string, number>();

  /** @param settleMs - Longer than a request can be under way. */
  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Takes in a complete look that began at `begun` on the monotonic clock; gives those whose cancel has lapsed. */
  lapsed(
    open: readonly OrderRecord[],
    isShown: (clientOrderId: string) => boolean,
    begun: number,
  ): string[] {
    const pending = open.filter(isCanceling).map(({ intent }) => intent.clientOrderId);
    for (const id of this.#since.keys()) if (!pending.includes(id)) this.#since.delete(id);
    return pending.filter((id) => {
      if (!isShown(id)) return false;
      const since = this.#since.get(id) ?? begun;
      this.#since.set(id, since);
      return begun - since >= this.#settleMs;
    });
  }
}
