/** The way of an event from the venue to the bot, with what can happen on it. @module */
import type { Clock, Fill, TraderEvents, Undo } from '@tradewright/core';
import type { FaultDice } from './fault-dice.ts';

type Name = keyof TraderEvents;
type Emit = <Event extends Name>(name: Event, payload: TraderEvents[Event]) => void;

const marketEvents: ReadonlySet<Name> = new Set<Name>(['quote', 'book', 'trade', 'bar']);

/** What the way is made of. */
export type EventFaultOptions = {
  readonly clock: Clock;
  readonly dice: FaultDice;
  readonly delayMs: number;
  readonly emit: Emit;
};

/** Loses, doubles, delays and swaps events by the dice; news of the connection always arrives. */
export class EventFaults {
  readonly #options: EventFaultOptions;
  readonly #pending = new Set<Undo>();
  readonly #withheld = new Set<string>();
  #held: (() => void) | undefined;

  constructor(options: EventFaultOptions) {
    this.#options = options;
  }

  /** Sends an event on its way. */
  send<Event extends Name>(name: Event, payload: TraderEvents[Event]): void {
    const { dice, emit } = this.#options;
    if (name === 'connection') return emit(name, payload);
    if (marketEvents.has(name)) {
      if (!dice.happens('quote-lost')) emit(name, payload);
      return;
    }
    if (name === 'fill') return this.#sendFill(payload as Fill);
    this.#route(() => emit(name, payload));
  }

  /** True while the commission of a fill was taken off and has not been told. */
  isWithheld(fillId: string): boolean {
    return this.#withheld.has(fillId);
  }

  /** Forgets everything that is on its way. */
  clear(): void {
    for (const undo of this.#pending) undo();
    this.#pending.clear();
    this.#held = undefined;
  }

  /** Delivers at once what waits for another event to pass it. */
  release(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.();
  }

  #sendFill(fill: Fill): void {
    const { dice, emit } = this.#options;
    const { commission, commissionCurrency } = fill;
    if (commission === null || commissionCurrency === null || !dice.happens('commission-apart'))
      return this.#route(() => emit('fill', fill));
    this.#withheld.add(fill.fillId);
    const { venue, accountId, fillId, revision, time } = fill;
    this.#route(() => emit('fill', { ...fill, commission: null, commissionCurrency: null }));
    this.#later(() => {
      this.#withheld.delete(fillId);
      const report = { venue, accountId, fillId, revision, commission, time };
      emit('commission', { ...report, currency: commissionCurrency });
    });
  }

  #route(deliver: () => void): void {
    const { dice } = this.#options;
    if (dice.happens('event-lost')) return;
    const times = dice.happens('event-duplicated') ? 2 : 1;
    for (let count = 0; count < times; count += 1) {
      if (dice.happens('event-delayed')) this.#later(deliver);
      else if (this.#held === undefined && dice.happens('event-reordered')) this.#held = deliver;
      else {
        deliver();
        this.release();
      }
    }
  }

  #later(deliver: () => void): void {
    const { clock, dice, delayMs } = this.#options;
    const undo = clock.after(dice.delay(delayMs), () => {
      this.#pending.delete(undo);
      deliver();
    });
    this.#pending.add(undo);
  }
}
