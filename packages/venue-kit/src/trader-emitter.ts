/** The events of a trader. @module */
import type { TraderEvents, Undo } from '@tradewright/core';

type Handlers = { [Name in keyof TraderEvents]: ((payload: TraderEvents[Name]) => void)[] };

/** Calls handlers in the order of their registration, synchronously; while it is closed nobody hears of anything. */
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

  /** False after the trader was closed: what was under way then is not told any more. */
  isOpen = true;

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
    if (!this.isOpen) return;
    const handlers = this.#handlers[name];
    for (let index = 0; index < handlers.length; index += 1) handlers[index]?.(payload);
  }
}
