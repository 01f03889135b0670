/** When the absence of an order at the venue is proof that it was never placed. @module */

/**
 * One complete look at everything the venue has: `begun` on the monotonic clock, `epoch` of the
 * connection, and `drift`, by how much the venue's position in the order's symbol differs from the books.
 */
export type Look = { readonly begun: number; readonly epoch: number; readonly drift: string };

type Watch = { readonly epoch: number; readonly drift: string; last: number; looks: number };

const looksNeeded = 3;

/**
 * Counts complete looks that did not find an order of unknown outcome. A look counts when it began a
 * settle window after the order was first missed, and after the look before it; a new connection or
 * a position that moved meanwhile begins the count anew.
 */
export class AbsenceFence {
  readonly #settleMs: number;
  readonly #watched = new Map<string, Watch>();

  /** @param settleMs - Longer than a request can be under way. */
  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Takes in a look that did not find the order; true when three of them prove it. */
  missed(clientOrderId: string, look: Look): boolean {
    const watch = this.#watched.get(clientOrderId);
    if (watch === undefined || watch.epoch !== look.epoch || watch.drift !== look.drift) {
      const { epoch, drift, begun } = look;
      this.#watched.set(clientOrderId, { epoch, drift, last: begun, looks: 0 });
      return false;
    }
    if (look.begun - watch.last < this.#settleMs) return false;
    watch.last = look.begun;
    watch.looks += 1;
    return watch.looks >= looksNeeded;
  }

  /** What was counted of orders that a look has shown is void. */
  found(isShown: (clientOrderId: string) => boolean): void {
    for (const id of this.#watched.keys()) if (isShown(id)) this.#watched.delete(id);
  }

  /** The order was found, or is over: what was counted is void. */
  forget(clientOrderId: string): void {
    this.#watched.delete(clientOrderId);
  }
}
