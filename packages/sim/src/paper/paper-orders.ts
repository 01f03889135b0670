/** All orders of a paper account. @module */
import { TradewrightError } from '@tradewright/core';
import { endedPaperLives, type PaperOrder } from './paper-order.ts';

/** Finds orders by either id and keeps the open ones apart. */
export class PaperOrders {
  readonly #byVenueId = new Map<string, PaperOrder>();
  readonly #byClientId = new Map<string, PaperOrder>();
  readonly #open = new Set<PaperOrder>();

  add(order: PaperOrder): void {
    this.#byVenueId.set(order.venueOrderId, order);
    this.#byClientId.set(order.intent.clientOrderId, order);
    this.settle(order);
  }

  /** Files an order under open or ended, after its life has changed. */
  settle(order: PaperOrder): void {
    if (endedPaperLives.has(order.life)) this.#open.delete(order);
    else this.#open.add(order);
  }

  all(): readonly PaperOrder[] {
    return [...this.#byVenueId.values()];
  }

  open(): readonly PaperOrder[] {
    return this.#open.size === 0 ? none : [...this.#open];
  }

  get openCount(): number {
    return this.#open.size;
  }

  byVenueId(venueOrderId: string): PaperOrder | undefined {
    return this.#byVenueId.get(venueOrderId);
  }

  byClientId(clientOrderId: string): PaperOrder | undefined {
    return this.#byClientId.get(clientOrderId);
  }

  /** @throws TradewrightError `ORDER_NOT_FOUND` (outcome `refused`) */
  mustBeOpen(clientOrderId: string): PaperOrder {
    const order = this.#byClientId.get(clientOrderId);
    if (order !== undefined && this.#open.has(order)) return order;
    const state = order === undefined ? 'was not known' : `was ${order.life}`;
    const message = `The order ${clientOrderId} ${state}.`;
    throw new TradewrightError('ORDER_NOT_FOUND', message, { outcome: 'refused' });
  }
}

const none: readonly PaperOrder[] = [];
