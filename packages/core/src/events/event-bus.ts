/** A typed bus: ordered, synchronous, and deaf to a throwing subscriber. @module */
import type { Undo } from '../ports/clock.ts';
import type { EventEnvelope, EventType } from './event-envelope.ts';

type AnyHandler = (event: EventEnvelope) => void;

/** Called when a subscriber throws; the others still get the event. */
export type SubscriberFailure = (error: unknown, event: EventEnvelope) => void;

/**
 * Delivers events in the order of publication, to subscribers in the order of subscription.
 *
 * `publish` delivers at once, also from inside a handler (depth first); `publishQueued` delivers
 * after the event in hand has reached everybody.
 */
export class EventBus {
  readonly #byType = new Map<EventType | '*', AnyHandler[]>();
  readonly #queue: EventEnvelope[] = [];
  readonly #onFailure: SubscriberFailure;
  #depth = 0;

  constructor(onFailure: SubscriberFailure) {
    this.#onFailure = onFailure;
  }

  /** Subscribes to the types, or to everything by `'*'`. */
  subscribe(types: '*', handler: (event: EventEnvelope) => void): Undo;
  subscribe<Type extends EventType>(
    types: Type | readonly Type[],
    handler: (event: EventEnvelope<Type>) => void,
  ): Undo;
  subscribe<Type extends EventType>(
    types: '*' | Type | readonly Type[],
    handler: (event: EventEnvelope<Type>) => void,
  ): Undo {
    const names: readonly (EventType | '*')[] = typeof types === 'string' ? [types] : types;
    for (const name of names) {
      this.#byType.set(name, [...(this.#byType.get(name) ?? []), handler as AnyHandler]);
    }
    return () => {
      for (const name of names) this.#remove(name, handler as AnyHandler);
    };
  }

  /** Removes a handler from every topic. */
  unsubscribe<Type extends EventType>(handler: (event: EventEnvelope<Type>) => void): void {
    for (const name of this.#byType.keys()) this.#remove(name, handler as AnyHandler);
  }

  /** True when somebody listens: a publisher of market data need not build an envelope for nobody. */
  hasSubscribers(type: EventType): boolean {
    return this.#byType.has(type) || this.#byType.has('*');
  }

  /** Delivers now. */
  publish(event: EventEnvelope): void {
    this.#depth += 1;
    this.#deliver(this.#byType.get(event.type), event);
    this.#deliver(this.#byType.get('*'), event);
    this.#depth -= 1;
    if (this.#depth === 0) this.#drain();
  }

  /** Delivers when the event in hand is done; at once when none is. */
  publishQueued(event: EventEnvelope): void {
    this.#queue.push(event);
    if (this.#depth === 0) this.#drain();
  }

  #drain(): void {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift())
      this.publish(next);
  }

  #deliver(handlers: readonly AnyHandler[] | undefined, event: EventEnvelope): void {
    if (handlers === undefined) return;
    for (const handler of handlers) {
      try {
        handler(event);
      } catch (error) {
        this.#onFailure(error, event);
      }
    }
  }

  #remove(name: EventType | '*', handler: AnyHandler): void {
    const kept = (this.#byType.get(name) ?? []).filter((known) => known !== handler);
    if (kept.length === 0) this.#byType.delete(name);
    else this.#byType.set(name, kept);
  }
}
