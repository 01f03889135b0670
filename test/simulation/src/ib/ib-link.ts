/** The real trader of one process, watched from both sides. @module */
import type { BaseTrader, Clock, DurableMap, OrderIntent, Random } from '@tradewright/core';
import { IBTrader } from '@tradewright/venue-ib';

/** What the link asks of the process that it belongs to, and whom it tells. */
export type IBLinkHost = {
  readonly clock: Clock;
  readonly random: Random;
  readonly map: DurableMap;
  /** A place where the process may end; throws when it does, or has ended. */
  readonly point: (name: string) => void;
  readonly onSend: (intent: OrderIntent) => void;
  /** Orders that the trader still holds. */
  readonly held: Set<string>;
};

const everything = [
  'fetchFills',
  'fetchClosedOrders',
  'fetchOpenOrders',
  'fetchPositions',
] as const;

/** Hands every call to the real `IBTrader`, and may end the process before and after it. */
export class IBLink {
  readonly trader: BaseTrader;
  readonly #real: IBTrader;
  readonly #host: IBLinkHost;
  readonly #looked = new Set<string>();
  #epoch = 0;

  constructor(host: IBLinkHost) {
    this.#host = host;
    this.#real = new IBTrader({
      clock: host.clock,
      random: host.random,
      store: this.#doomedMap(host.map),
      gatewayTimeZone: 'Australia/Sydney',
    });
    this.#real.on('connection', ({ epoch, socket }) => {
      // While the link is down nothing leaves; what was seen before counts no more once it is up again.
      if (socket !== 'up' || epoch === this.#epoch) return;
      this.#epoch = epoch;
      this.#looked.clear();
    });
    this.trader = this.#watched();
  }

  get up(): boolean {
    return this.#real.manager.isReady;
  }

  /** True when the process has seen everything that the venue has, on this connection. */
  get hasLooked(): boolean {
    return everything.every((name) => this.#looked.has(name));
  }

  #watched(): BaseTrader {
    const real: BaseTrader = this.#real;
    const place = (intent: OrderIntent) => this.#place(intent);
    const list =
      <Args extends readonly unknown[], Answer extends { readonly kind: string }>(
        name: (typeof everything)[number],
        run: (...given: Args) => Promise<Answer>,
      ) =>
      (...given: Args) =>
        this.#list(name, () => run(...given));
    const over: Partial<BaseTrader> = {
      placeOrder: place,
      cancelOrder: (id) => this.#around('cancel', () => real.cancelOrder(id)),
      modifyOrder: (id, change) => this.#around('modify', () => real.modifyOrder(id, change)),
      fetchFills: list('fetchFills', (query) => real.fetchFills(query)),
      fetchClosedOrders: list('fetchClosedOrders', (query) => real.fetchClosedOrders(query)),
      fetchOpenOrders: list('fetchOpenOrders', (query) => real.fetchOpenOrders(query)),
      fetchPositions: list('fetchPositions', () => real.fetchPositions()),
    };
    return new Proxy(real, {
      get: (target, name) => {
        const value: unknown = Reflect.get(over, name) ?? Reflect.get(target, name, target);
        return typeof value === 'function'
          ? (value as (...given: unknown[]) => unknown).bind(target)
          : value;
      },
    });
  }

  #place(intent: OrderIntent): ReturnType<BaseTrader['placeOrder']> {
    const { held, onSend } = this.#host;
    const id = intent.clientOrderId;
    return this.#around('send', () => {
      onSend(intent);
      held.add(id);
      const answer = this.#real.placeOrder(intent);
      answer.then(
        () => held.delete(id),
        () => held.delete(id),
      );
      return answer;
    });
  }

  #around<Answer>(name: string, run: () => Promise<Answer>): Promise<Answer> {
    this.#host.point(`before ${name}`);
    const answer = run();
    // A process that ends here waits for nothing; the failure is nobody's.
    answer.catch(() => undefined);
    this.#host.point(`after ${name}`);
    return answer;
  }

  async #list<Answer extends { readonly kind: string }>(
    name: (typeof everything)[number],
    run: () => Promise<Answer>,
  ): Promise<Answer> {
    this.#host.point(`before ${name}`);
    const epoch = this.#epoch;
    const answer = await run();
    this.#host.point(`after ${name}`);
    const isWhole =
      answer.kind === 'complete' || ('knownFrom' in answer && answer.knownFrom !== null);
    if (isWhole && epoch === this.#epoch) this.#looked.add(name);
    return answer;
  }

  #doomedMap(inner: DurableMap): DurableMap {
    const { point } = this.#host;
    return {
      get: (key) => inner.get(key),
      set: (key, value) => {
        point('before id');
        inner.set(key, value);
        point('after id');
      },
      delete: (key) => inner.delete(key),
      entries: () => inner.entries(),
    };
  }
}
