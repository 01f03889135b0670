/** The wire between one process and the venue, with faults. @module */
import {
  TradewrightError,
  incomplete,
  type BaseTrader,
  type CommandOutcome,
  type ConnectionState,
  type Fill,
  type QueryResult,
  type Undo,
} from '@tradewright/core';
import { EventLine } from './event-line.ts';
import type { FaultRates } from './fault-rates.ts';
import { longestWireMs, type LinkHost } from './link-host.ts';
import type { ProcessLink } from './stage.ts';

const timeoutMs = 5_000;
const everything = ['fetchFills', 'fetchClosedOrders', 'fetchOpenOrders', 'fetchPositions'];
const streamed = ['quote', 'bar', 'order', 'fill', 'account', 'order-id-change'] as const;

/** The process at one end, the venue at the other. */
type FaultyLinkHost = LinkHost & { readonly venue: BaseTrader };

/** Loses, repeats, delays and reorders in both directions. Built once per process. */
export class FaultyLink implements ProcessLink {
  readonly #host: FaultyLinkHost;
  readonly #events: EventLine;
  readonly #undo: Undo[] = [];
  /** Lists that were answered in full on this connection. */
  readonly #looked = new Set<string>();
  #up = false;
  #epoch = 0;

  constructor(host: FaultyLinkHost) {
    this.#host = host;
    this.#events = new EventLine(host);
    for (const name of streamed)
      this.#undo.push(
        host.venue.on(name, (payload) => {
          if (this.#up && host.isAlive()) this.#events.carry(name, payload);
        }),
      );
  }

  /** The link in the shape of the venue contract. */
  get trader(): BaseTrader {
    const { venue } = this.#host;
    return {
      venue: venue.venue,
      capabilities: venue.capabilities,
      accountId: venue.accountId,
      paper: venue.paper,
      connect: () => this.#connect(),
      close: async () => this.cut(),
      connection: () => this.#state(),
      maybeReconnect: async () => (await this.#connect(), this.#up),
      loadInstrument: (symbol) => venue.loadInstrument(symbol),
      fetchQuote: (symbol) => this.#item('fetchQuote', () => venue.fetchQuote(symbol)),
      fetchOrderBook: (symbol, depth) =>
        this.#item('fetchOrderBook', () => venue.fetchOrderBook(symbol, depth)),
      fetchBars: (request) => this.#item('fetchBars', () => venue.fetchBars(request)),
      fetchTrades: (symbol, limit) => venue.fetchTrades(symbol, limit),
      subscribe: (request) => venue.subscribe(request),
      fetchAccount: () =>
        this.#item('fetchAccount', async () =>
          this.#host.corrections.account(await venue.fetchAccount(), 'AUD'),
        ),
      fetchPositions: () => this.#list('fetchPositions', () => venue.fetchPositions()),
      fetchOpenOrders: (query) => this.#list('fetchOpenOrders', () => venue.fetchOpenOrders(query)),
      fetchOrder: (id) => this.#item('fetchOrder', () => venue.fetchOrder(id)),
      fetchClosedOrders: (query) =>
        this.#list('fetchClosedOrders', () => venue.fetchClosedOrders(query)),
      fetchFills: (query) => this.#list('fetchFills', () => this.#fills(query)),
      previewOrder: (intent) => this.#item('previewOrder', () => venue.previewOrder(intent)),
      placeOrder: (intent) => {
        this.#host.point('before send');
        this.#host.onSend(intent);
        const never = (): void => this.#host.onNever(intent.clientOrderId);
        return this.#command('send', () => venue.placeOrder(intent), never);
      },
      modifyOrder: (id, change) => {
        this.#host.point('before modify');
        return this.#command('modify', () => venue.modifyOrder(id, change));
      },
      cancelOrder: (id) => {
        this.#host.point('before cancel');
        return this.#command('cancel', () => venue.cancelOrder(id));
      },
      cancelAllOrders: (query) => this.#command('cancel', () => venue.cancelAllOrders(query)),
      on: (name, handler) => this.#events.listen(name, handler),
      [Symbol.asyncDispose]: async () => this.cut(),
    };
  }

  get up(): boolean {
    return this.#up;
  }

  /** True when the process has seen everything that the venue has, on this connection. */
  get hasLooked(): boolean {
    return everything.every((name) => this.#looked.has(name));
  }

  /** The wire breaks: nothing gets through until {@link restore}. */
  cut(): void {
    if (!this.#up) return;
    this.#up = false;
    this.#events.deliver('connection', this.#state());
  }

  restore(): void {
    if (this.#up) return;
    this.#up = true;
    this.#epoch += 1;
    this.#looked.clear();
    this.#events.deliver('connection', this.#state());
  }

  /** The venue tells of a correction, if anybody is there to hear it. */
  correct(fill: Fill): void {
    if (this.#up && this.#host.isAlive()) this.#events.carry('fill', fill);
  }

  /** The process is over: nobody listens any more. */
  dispose(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  async #fills(query: { readonly since: number }): Promise<QueryResult<Fill>> {
    const answer = await this.#host.venue.fetchFills(query);
    const now = (fill: Fill): Fill => this.#host.corrections.newest(fill);
    return answer.kind === 'complete' ? { ...answer, items: answer.items.map(now) } : answer;
  }

  async #connect(): Promise<void> {
    this.#host.point('before connect');
    await this.#host.venue.connect();
    this.restore();
  }

  #state(): ConnectionState {
    const state = this.#up ? 'up' : 'down';
    const lastProof = this.#host.clock.now();
    return {
      socket: state,
      broker: state,
      data: state,
      epoch: this.#epoch,
      lastProof,
      message: null,
    };
  }

  #chance(name: keyof FaultRates): boolean {
    const rate = this.#host.rates()[name];
    return typeof rate === 'number' && rate > 0 && this.#host.random.next() < rate;
  }

  #wireMs(): number {
    return this.#host.random.integer(1, longestWireMs);
  }

  /** A command that was taken over by the wire: what becomes of it is no longer the process's business. */
  async #command<Answer>(
    name: string,
    run: () => Promise<Answer>,
    never: () => void = () => undefined,
  ): Promise<Answer> {
    const { count, trace } = this.#host;
    const stopped = this.#stopped(name);
    if (stopped !== undefined) {
      never();
      if (stopped === 'lost') return this.#timeout(name);
      throw stopped;
    }
    if (this.#chance('lateRequest')) {
      this.#host.clock.after(timeoutMs + this.#wireMs(), () => {
        count('request reached the venue after the timeout');
        trace(`late ${name}`);
        run().catch(never);
      });
      return this.#timeout(name);
    }
    const answer = run();
    answer.catch(never);
    this.#host.point(`after ${name}`);
    if (this.#chance('loseAnswer') || !this.#up) {
      count('answer lost');
      return this.#timeout(name);
    }
    if (this.#chance('delayAnswer')) await this.#pause(this.#wireMs());
    return this.#host.isAlive() ? answer : forever();
  }

  /** What keeps a command from ever reaching the venue. */
  #stopped(name: string): TradewrightError | 'lost' | undefined {
    if (!this.#up) return failure('VENUE_NOT_CONNECTED', `${name}: no link`, 'not-sent');
    if (this.#chance('refuse'))
      return failure('ORDER_REFUSED', `${name}: refused by the venue`, 'refused');
    return this.#chance('loseRequest') ? 'lost' : undefined;
  }

  async #timeout(name: string): Promise<never> {
    await this.#pause(timeoutMs);
    throw failure('VENUE_TIMEOUT', `${name}: no answer within ${timeoutMs} ms`, 'unknown');
  }

  async #item<Answer>(name: string, run: () => Promise<Answer>): Promise<Answer> {
    this.#host.point(`before ${name}`);
    if (this.#chance('delayQuery')) await this.#pause(this.#wireMs());
    if (!this.#up || this.#chance('failQuery'))
      throw failure('VENUE_TIMEOUT', `${name}: no answer`);
    const answer = await run();
    this.#host.point(`after ${name}`);
    return answer;
  }

  async #list<Item>(
    name: string,
    run: () => Promise<QueryResult<Item>>,
  ): Promise<QueryResult<Item>> {
    this.#host.point(`before ${name}`);
    const asOf = this.#host.clock.now();
    if (this.#chance('delayQuery')) await this.#pause(this.#wireMs());
    if (!this.#up) return incomplete('not-connected', `${name}: no link`, asOf);
    if (this.#chance('failQuery')) {
      this.#host.count('list query incomplete');
      return incomplete('timeout', `${name}: no answer`, asOf);
    }
    const answer = await run();
    this.#host.point(`after ${name}`);
    if (answer.kind !== 'complete') return answer;
    if (!this.#chance('partialQuery')) {
      this.#looked.add(name);
      return { ...answer, asOf };
    }
    this.#host.count('list query incomplete');
    const partial = answer.items.filter(() => this.#host.random.next() < 0.5);
    return incomplete('venue-error', `${name}: cut short`, asOf, partial);
  }

  async #pause(delayMs: number): Promise<void> {
    await this.#host.clock.sleep(delayMs);
    if (!this.#host.isAlive()) await forever();
  }
}

function failure(
  code: 'VENUE_NOT_CONNECTED' | 'ORDER_REFUSED' | 'VENUE_TIMEOUT',
  message: string,
  outcome?: CommandOutcome,
): TradewrightError {
  return new TradewrightError(code, message, outcome === undefined ? {} : { outcome });
}

/** What a process that is over waits for. */
function forever(): Promise<never> {
  return new Promise(() => undefined);
}
