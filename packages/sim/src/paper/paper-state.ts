/** The durable copy of a paper account. @module */
import { TradewrightError, fillSchema, type DurableMap, type Fill } from '@tradewright/core';
import type { PaperAccountState } from './paper-account.ts';
import type { PaperOrder } from './paper-order.ts';

/** The counters and the clock of the account. `time` is where its market stands, ms UTC. */
export type PaperHead = {
  readonly account: PaperAccountState;
  readonly orders: number;
  readonly time: number;
};

/** Everything that a resumed account starts from. */
export type PaperSaved = {
  readonly head: PaperHead;
  readonly orders: readonly PaperOrder[];
  readonly fills: readonly Fill[];
};

/** Reads and writes the durable copy; without a map it keeps nothing. */
export class PaperState {
  readonly #map: DurableMap | undefined;

  constructor(map: DurableMap | undefined) {
    this.#map = map;
  }

  /** @param head - Made only when it is kept. */
  saveHead(head: () => PaperHead): void {
    this.#map?.set('head', JSON.stringify(head()));
  }

  saveOrder(order: PaperOrder): void {
    this.#map?.set(`order ${order.venueOrderId}`, JSON.stringify(order));
  }

  saveFill(fill: Fill): void {
    this.#map?.set(`fill ${fill.fillId}`, JSON.stringify(fill));
  }

  /** `undefined` for an account that was never saved. @throws TradewrightError `STORE_CORRUPT` */
  load(): PaperSaved | undefined {
    const head = this.#map?.get('head');
    if (this.#map === undefined || head === undefined) return undefined;
    const entries = this.#map.entries();
    const values = (prefix: string): readonly string[] =>
      entries.filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);
    try {
      return {
        head: JSON.parse(head) as PaperHead,
        orders: values('order ').map((text) => JSON.parse(text) as PaperOrder),
        fills: values('fill ').map((text) => fillSchema.parse(JSON.parse(text))),
      };
    } catch (cause) {
      throw new TradewrightError('STORE_CORRUPT', 'The saved paper account could not be read.', {
        cause,
        hint: 'move its file away to begin with a fresh paper account',
      });
    }
  }
}
