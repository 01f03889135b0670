/** The session with TWS or IB Gateway: one fresh client per TCP connection. @module */
import { ErrorCode, EventName, type IBApi } from '@stoqey/ib';
import {
  TradewrightError,
  type Clock,
  type ConnectionState,
  type DurableMap,
  type Random,
  type Undo,
} from '@tradewright/core';
import { channelChange } from './channel-change.ts';
import { connectError } from './connect-error.ts';
import type { ConnectionHandlers, IBNotice } from './connection-events.ts';
import { createGuardedApi } from './guarded-api.ts';
import { OrderIds } from './order-ids.ts';
import { readClient } from './read-client.ts';
import { RequestRegistry, type Question } from './request-registry.ts';
import { SendQueue, type SendPriority } from './send-queue.ts';

/** Options of {@link IBConnectionManager}; durations in ms. */
export type IBConnectionOptions = {
  readonly host: string;
  readonly port: number;
  readonly clientId: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly store: DurableMap;
  readonly connectTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  readonly heartbeatMs?: number;
  readonly heartbeatDeadlineMs?: number;
  readonly messagesPerSecond?: number;
};

const down: ConnectionState = {
  socket: 'down',
  broker: 'unknown',
  data: 'unknown',
  epoch: 0,
  lastProof: null,
  message: null,
};
const longestBackoffMs = 60_000;

/**
 * Keeps one session alive: connects, proves life, reconnects with the same client id.
 *
 * Nothing is handed to the client library unless the session is ready, so no message of an old
 * connection can leave on a new one.
 */
export class IBConnectionManager {
  readonly ids: OrderIds;
  readonly #options: IBConnectionOptions;
  readonly #handlers: ConnectionHandlers[] = [];
  readonly #queue: SendQueue;
  readonly #requests: RequestRegistry;
  #api: IBApi | undefined;
  #state: ConnectionState = down;
  #accounts: readonly string[] = [];
  #nextIdSeen = false;
  #started = false;
  #attempt = 0;
  #messagesSent = 0;
  #timers: Undo[] = [];
  #firstReady: { resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(options: IBConnectionOptions) {
    this.#options = options;
    this.ids = new OrderIds(options.store, options.clientId);
    this.#queue = new SendQueue(options.clock, options.messagesPerSecond ?? 40);
    this.#requests = new RequestRegistry(options.clock, options.requestTimeoutMs ?? 10_000);
  }

  get isConnected(): boolean {
    return this.#state.socket === 'up';
  }

  /** True when the account is known and messages may be sent. */
  get isReady(): boolean {
    return this.isConnected && this.#nextIdSeen && this.#accounts.length > 0;
  }

  /** How many messages were handed to the socket, over all connections. */
  get messagesSent(): number {
    return this.#messagesSent;
  }

  /** Accounts of the login; empty before the first connection. */
  get accounts(): readonly string[] {
    return this.#accounts;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  use(handlers: ConnectionHandlers): void {
    this.#handlers.push(handlers);
  }

  /** Resolves when the venue gave its next valid id and the account list. @throws TradewrightError `VENUE_UNAVAILABLE`, `VENUE_TIMEOUT` */
  async start(): Promise<void> {
    if (this.isReady) return;
    this.#started = true;
    const ready = new Promise<void>((resolve, reject) => (this.#firstReady = { resolve, reject }));
    this.#open();
    await ready;
  }

  /** Tries at once instead of waiting for the backoff; rejects when the venue is not up afterwards. @throws TradewrightError `VENUE_*` */
  async reconnectNow(): Promise<void> {
    if (this.isReady || this.#firstReady !== undefined) return;
    for (const cancel of this.#timers.splice(0)) cancel();
    this.#api?.disconnect();
    await this.start();
  }

  stop(): void {
    this.#started = false;
    this.#drop('closed by us');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
  }

  nextOrderId(): number {
    return this.ids.next();
  }

  /** The live client for a library user's own read requests; order calls on it throw. */
  client(): IBApi {
    return readClient(this.#liveApi());
  }

  /** Sends within the caller's tick when the budget allows; `drop` is called when the message never left. */
  send(priority: SendPriority, send: (api: IBApi) => void, drop: () => void): void {
    const api = this.isReady ? this.#api : undefined;
    if (api === undefined) drop();
    else this.#queue.submit(priority, () => (api === this.#api ? send(api) : drop()), drop);
  }

  /** Asks one question with a deadline. @throws TradewrightError `VENUE_*` */
  ask<Answer>(question: Question<Answer>): Promise<Answer> {
    return this.#requests.ask(question, (priority, send, drop) => this.send(priority, send, drop));
  }

  /** A request id for a stream; from a range that order ids never reach. */
  nextRequestId(): number {
    return this.#requests.nextId();
  }

  #liveApi(): IBApi {
    if (this.#api === undefined || !this.isReady)
      throw new TradewrightError('VENUE_NOT_CONNECTED', 'IB was not connected.', {
        hint: 'call connect() first',
      });
    return this.#api;
  }

  #open(): void {
    const { host, port, clientId, clock } = this.#options;
    const api = createGuardedApi({ host, port, clientId }, (fault) =>
      this.#notify({ id: -1, code: ErrorCode.BAD_MESSAGE, text: fault }),
    );
    this.#api = api;
    this.#nextIdSeen = false;
    this.#accounts = [];
    this.#state = { ...down, epoch: this.#state.epoch + 1 };
    const current = (): boolean => this.#api === api;
    api.on(EventName.sent, () => (this.#messagesSent += 1));
    api.on(EventName.received, () => current() && this.#proof());
    api.on(
      EventName.managedAccounts,
      (list: string) =>
        current() && this.#known({ accounts: list.split(',').filter((name) => name !== '') }),
    );
    api.on(EventName.nextValidId, (id: number) => current() && this.#known({ nextId: id }));
    api.on(
      EventName.info,
      (text: string, code: number) => current() && this.#notify({ id: -1, code, text }),
    );
    api.on(
      EventName.error,
      (error: Error, code: number, id: number) =>
        current() && this.#notify({ id, code, text: error.message }),
    );
    api.on(EventName.disconnected, () => current() && this.#lose('the connection ended'));
    for (const handlers of this.#handlers) handlers.attach(api);
    this.#timers.push(
      clock.after(
        this.#options.connectTimeoutMs ?? 10_000,
        () =>
          this.isReady ||
          this.#lose(`no next valid id arrived from ${host}:${port} in time`, 'VENUE_TIMEOUT'),
      ),
    );
    api.connect();
  }

  #known(news: { readonly accounts?: readonly string[]; readonly nextId?: number }): void {
    if (news.nextId !== undefined) {
      this.ids.sawUsed(news.nextId - 1);
      if (this.isReady) return;
      this.#nextIdSeen = true;
    }
    if (news.accounts !== undefined) this.#accounts = news.accounts;
    if (!this.#nextIdSeen || this.#accounts.length === 0) return;
    this.#attempt = 0;
    this.#set({ socket: 'up', broker: 'up', message: null });
    // The library opens its own buffer only after the listeners of nextValidId have run.
    queueMicrotask(() => {
      if (!this.isReady) return;
      this.#timers.push(
        this.#options.clock.every(this.#options.heartbeatMs ?? 10_000, () => this.#heartbeat()),
      );
      for (const handlers of this.#handlers) handlers.ready();
      this.#firstReady?.resolve();
      this.#firstReady = undefined;
    });
  }

  #proof(): void {
    this.#state = { ...this.#state, lastProof: this.#options.clock.now() };
  }

  /**
   * Asks for the venue's time (ms UTC). Messages keep their order on the wire, so with the answer
   * everything sent before was taken in by the venue, and its answers so far were heard.
   *
   * @throws TradewrightError `VENUE_*`
   */
  async roundTrip(): Promise<number> {
    const seconds = await this.ask<number>({
      label: 'current time',
      priority: 'cancel',
      deadlineMs: this.#options.heartbeatDeadlineMs ?? 5_000,
      start: ({ api, listen, resolve }) => {
        listen(EventName.currentTime, (time: number) => resolve(time));
        api.reqCurrentTime();
      },
    });
    return seconds * 1_000;
  }

  #heartbeat(): void {
    const epoch = this.#state.epoch;
    this.roundTrip().catch(
      () =>
        epoch === this.#state.epoch &&
        this.isReady &&
        this.#lose('the peer did not answer a heartbeat'),
    );
  }

  #notify(notice: IBNotice): void {
    if (notice.code === 100) this.#queue.pause();
    const change = channelChange(notice.code);
    if (change !== undefined) this.#set({ ...change, message: notice.text });
    if (notice.id === -1 && (notice.code === 326 || notice.code === ErrorCode.CONNECT_FAIL))
      this.#state = { ...this.#state, message: notice.text };
    this.#requests.onNotice(notice);
    for (const handlers of this.#handlers) handlers.notice(notice);
  }

  #lose(reason: string, code: 'VENUE_UNAVAILABLE' | 'VENUE_TIMEOUT' = 'VENUE_UNAVAILABLE'): void {
    const told = this.#state.message;
    this.#drop(told ?? reason);
    if (this.#firstReady !== undefined) {
      this.#started = false;
      this.#firstReady.reject(connectError(code, told ?? reason, this.#options));
      this.#firstReady = undefined;
    } else if (this.#started) {
      const backoff = Math.min(longestBackoffMs, 500 * 2 ** this.#attempt);
      this.#attempt += 1;
      this.#timers.push(
        this.#options.clock.after(backoff * (0.5 + this.#options.random.next() / 2), () =>
          this.#open(),
        ),
      );
    }
  }

  #drop(reason: string): void {
    const api = this.#api;
    this.#api = undefined;
    for (const cancel of this.#timers.splice(0)) cancel();
    this.#queue.clear();
    this.#requests.failAll(reason);
    this.#set({ socket: 'down', broker: 'unknown', data: 'unknown', message: reason });
    for (const handlers of this.#handlers) handlers.lost();
    api?.disconnect();
  }

  #set(change: Partial<ConnectionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const handlers of this.#handlers) handlers.state(this.#state);
  }
}
