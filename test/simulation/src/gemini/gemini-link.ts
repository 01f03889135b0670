/** A process's GeminiTrader: the real adapter and the real ccxt class over a bad wire. @module */
import type {
  DurableMap,
  Fill,
  OrderIntent,
  OrderReport,
  Position,
  QueryResult,
} from '@tradewright/core';
import { TradewrightError } from '@tradewright/core';
import { GeminiTrader } from '@tradewright/venue-ccxt';
import type { FakeVenue } from '@tradewright/venue-ccxt/testing';
import type { LinkHost } from '../link-host.ts';
import type { ProcessLink } from '../stage.ts';
import { GeminiSockets } from './gemini-sockets.ts';
import { GeminiWire } from './gemini-wire.ts';

/** Keys of the simulated account. */
export const geminiKeys = { apiKey: 'account-simulation', apiSecret: 'not-a-secret' };

const lists = ['fills', 'closed', 'open', 'positions'] as const;

/** One process's end of the wire. */
export class GeminiLink implements ProcessLink {
  readonly trader: GeminiTrader;
  readonly #host: LinkHost;
  readonly #sockets: GeminiSockets;
  readonly #waiting = new Set<string>();
  readonly #looked = new Set<string>();
  #up = true;

  constructor(host: LinkHost, venue: FakeVenue, state: DurableMap) {
    this.#host = host;
    const isUp = (): boolean => this.#up;
    this.#sockets = new GeminiSockets(host, venue, isUp);
    const wire = new GeminiWire({ host, venue, isUp, onLeft: (id) => this.#waiting.delete(id) });
    this.trader = new WatchedGemini(
      {
        ...geminiKeys,
        sandbox: false,
        simulated: true,
        restUrl: 'http://gemini.simulated',
        wsUrl: 'ws://gemini.simulated',
        send: wire.send,
        openSocket: this.#sockets.open,
        clock: host.own,
        state,
        isOwn: (id) => id.startsWith('TW-'),
        symbols: ['BTC/USD', 'ETH/USD'],
        // Real time, which a simulated wire never needs: what takes too long is its own business.
        timeoutMs: 60_000,
        pollMs: 5_000,
      },
      {
        onPlace: (intent) => this.#onPlace(intent),
        onNever: (id) => this.#never(id),
        onList: (name) => this.#looked.add(name),
      },
    );
  }

  get up(): boolean {
    return this.#up;
  }

  get hasLooked(): boolean {
    return lists.every((name) => this.#looked.has(name));
  }

  cut(): void {
    this.#up = false;
    this.#sockets.drop();
  }

  restore(): void {
    this.#up = true;
  }

  dispose(): void {
    this.#sockets.drop();
    // What still waited for its turn never leaves.
    for (const id of this.#waiting) this.#host.onNever(id);
  }

  #onPlace(intent: OrderIntent): void {
    this.#host.point('before send');
    this.#waiting.add(intent.clientOrderId);
    this.#host.onSend(intent);
  }

  #never(id: string): void {
    if (this.#waiting.delete(id)) this.#host.onNever(id);
  }
}

type Watch = {
  readonly onPlace: (intent: OrderIntent) => void;
  readonly onNever: (clientOrderId: string) => void;
  readonly onList: (name: (typeof lists)[number]) => void;
};

/** Tells what is asked of the adapter, and changes nothing of it. */
class WatchedGemini extends GeminiTrader {
  readonly #watch: Watch;

  constructor(options: ConstructorParameters<typeof GeminiTrader>[0], watch: Watch) {
    super(options);
    this.#watch = watch;
  }

  override placeOrder(intent: OrderIntent): Promise<OrderReport> {
    this.#watch.onPlace(intent);
    return super.placeOrder(intent).catch((error: unknown) => {
      if (TradewrightError.is(error) && error.outcome === 'not-sent')
        this.#watch.onNever(intent.clientOrderId);
      throw error;
    });
  }

  override fetchFills(query: { readonly since: number }): Promise<QueryResult<Fill>> {
    return this.#looked('fills', super.fetchFills(query));
  }

  override fetchClosedOrders(query: { readonly since: number }): Promise<QueryResult<OrderReport>> {
    return this.#looked('closed', super.fetchClosedOrders(query));
  }

  override fetchOpenOrders(query: {
    readonly scope: 'own' | 'all';
  }): Promise<QueryResult<OrderReport>> {
    return this.#looked('open', super.fetchOpenOrders(query));
  }

  override fetchPositions(): Promise<QueryResult<Position>> {
    return this.#looked('positions', super.fetchPositions());
  }

  async #looked<Item>(
    name: (typeof lists)[number],
    answer: Promise<QueryResult<Item>>,
  ): Promise<QueryResult<Item>> {
    const result = await answer;
    if (result.kind === 'complete') this.#watch.onList(name);
    return result;
  }
}
