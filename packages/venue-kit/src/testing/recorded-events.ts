/** Everything that a trader told. @module */
import type { BaseTrader, TraderEvents, Undo } from '@tradewright/core';

type Log = { readonly [Name in keyof TraderEvents]: TraderEvents[Name][] };

/** Hears every event of a trader from now on. */
export class RecordedEvents {
  readonly log: Log = {
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
  readonly #undo: readonly Undo[];

  constructor(trader: BaseTrader) {
    const names = Object.keys(this.log) as (keyof TraderEvents)[];
    this.#undo = names.map((name) => this.#hear(trader, name));
  }

  /** How many events of every kind came so far. */
  get count(): number {
    return Object.values(this.log).reduce((sum, events) => sum + events.length, 0);
  }

  stop(): void {
    for (const undo of this.#undo) undo();
  }

  #hear<Name extends keyof TraderEvents>(trader: BaseTrader, name: Name): Undo {
    const events = this.log[name];
    return trader.on(name, (payload) => void events.push(payload));
  }
}
