/** The events of a trader. @module */
import type { TraderEvents, Undo } from '@tradewright/core';

type Handlers = { [Name in keyof TraderEvents]: ((payload: TraderEvents[Name]) => void)[] };

/** Calls handlers in the order of their registration, synchronously. */
export class TraderEmitter {
  readonly #handlers: Handlers = {
    quote: [],
    book: [],
    trade: [],
    bar: [],
    order: [],
    fill: [],
    commission: [],
    account: [],
    connection: [],
    'order-elsewhere': [],
    'order-id-change': [],
  };

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    const handlers = this.#handlers[name];
    handlers.push(handler);
    return () => {
      const place = handlers.indexOf(handler);
      if (place >= 0) handlers.splice(place, 1);
    };
  }

  emit<Name extends keyof TraderEvents>(name: Name, payload: TraderEvents[Name]): void {
    const handlers = this.#handlers[name];
    for (let index = 0; index < handlers.length; index += 1) handlers[index]?.(payload);
  }
}
