/** The way of the venue's events to a process, with faults. @module */
import type { TraderEvents, Undo } from '@tradewright/core';
import type { FaultRates } from './fault-rates.ts';
import { longestWireMs, type LinkHost } from './link-host.ts';

type Handlers = Map<keyof TraderEvents, ((payload: never) => void)[]>;

/** Loses, repeats, delays and splits events. */
export class EventLine {
  readonly #host: LinkHost;
  readonly #handlers: Handlers = new Map();

  constructor(host: LinkHost) {
    this.#host = host;
  }

  listen<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler]);
    return () => undefined;
  }

  /** Takes an event over from the venue; when and how often it arrives is the seed's business. */
  carry<Name extends keyof TraderEvents>(name: Name, payload: TraderEvents[Name]): void {
    if (name === 'fill' && this.#chance('commissionApart'))
      return this.#split(payload as TraderEvents['fill']);
    this.#transmit(name, payload);
  }

  /** Hands an event to the process now. */
  deliver<Name extends keyof TraderEvents>(name: Name, payload: TraderEvents[Name]): void {
    this.#host.enter(() => {
      for (const handler of this.#handlers.get(name) ?? []) handler(payload as never);
    });
  }

  /** The commission travels on its own, and may come first. */
  #split(fill: TraderEvents['fill']): void {
    const bare = { ...fill, commission: null, commissionCurrency: null };
    const { venue, accountId, fillId, revision, commission, commissionCurrency, time } = fill;
    if (commission === null || commissionCurrency === null) return this.#transmit('fill', fill);
    const key = { venue, accountId, fillId, revision };
    const paid = { ...key, commission, currency: commissionCurrency, time };
    if (this.#host.random.next() < 0.5) {
      this.#transmit('fill', bare);
      this.#transmit('commission', paid);
    } else {
      this.#host.count('commission before its execution');
      this.#transmit('commission', paid);
      this.#transmit('fill', bare);
    }
  }

  #transmit<Name extends keyof TraderEvents>(name: Name, payload: TraderEvents[Name]): void {
    if (this.#chance('dropEvent')) {
      if (name === 'fill') this.#host.count('execution lost');
      return;
    }
    const twice = this.#chance('duplicateEvent');
    if (twice && name === 'fill') this.#host.count('execution delivered twice');
    for (let copy = 0; copy < (twice ? 2 : 1); copy += 1) {
      if (this.#chance('delayEvent'))
        this.#host.clock.after(this.#wireMs(), () => this.deliver(name, payload));
      else if (this.#host.rates().inlineEvents) this.deliver(name, payload);
      else this.#host.clock.after(0, () => this.deliver(name, payload));
    }
  }

  #wireMs(): number {
    return this.#host.random.integer(1, longestWireMs);
  }

  #chance(name: keyof FaultRates): boolean {
    const rate = this.#host.rates()[name];
    return typeof rate === 'number' && rate > 0 && this.#host.random.next() < rate;
  }
}
