/** A venue that does what a test tells it. @module */
import {
  complete,
  type AccountSnapshot,
  type BaseTrader,
  type ConnectionState,
  type Instrument,
  type OrderIntent,
  type OrderReport,
  type TraderEvents,
  type Undo,
} from '@tradewright/core';
import { anAccount, anInstrument } from '@tradewright/core/testing';

type Handlers = Map<keyof TraderEvents, ((payload: never) => void)[]>;

/** Counts what is sent and answers as told; queries are complete and empty. */
export class ScriptedTrader implements Pick<
  BaseTrader,
  'placeOrder' | 'cancelOrder' | 'connect' | 'close'
> {
  readonly venue = 'PAPER';
  readonly accountId = 'PAPER-1';
  readonly paper = true;
  readonly capabilities: BaseTrader['capabilities'];
  readonly sent: OrderIntent[] = [];
  readonly canceled: string[] = [];
  readonly #handlers: Handlers = new Map();
  readonly #answer: (intent: OrderIntent) => Promise<OrderReport>;

  /** @param answer - What `placeOrder` gives; a rejection is a failed send. */
  constructor(answer: (intent: OrderIntent) => Promise<OrderReport>, postOnly = false) {
    this.#answer = answer;
    this.capabilities = { reduceOnly: false, postOnly } as BaseTrader['capabilities'];
  }

  /** This venue in the shape that the engine takes. */
  get asTrader(): BaseTrader {
    return this as unknown as BaseTrader;
  }

  emit<Name extends keyof TraderEvents>(name: Name, payload: TraderEvents[Name]): void {
    for (const handler of this.#handlers.get(name) ?? []) handler(payload as never);
  }

  on<Name extends keyof TraderEvents>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo {
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler]);
    return () => undefined;
  }

  connection(): ConnectionState {
    return { socket: 'up', broker: 'up', data: 'up', epoch: 1, lastProof: null, message: null };
  }

  async connect(): Promise<void> {}
  async close(): Promise<void> {}

  async loadInstrument(symbol: string): Promise<Instrument> {
    return anInstrument({ symbol });
  }

  async fetchAccount(): Promise<AccountSnapshot> {
    return anAccount({ accountId: this.accountId });
  }

  fetchFills = async () => complete([], 0);
  fetchClosedOrders = async () => complete([], 0);
  fetchOpenOrders = async () => complete([], 0);
  fetchPositions = async () => complete([], 0);
  fetchQuote: BaseTrader['fetchQuote'] = () => Promise.reject(new Error('no quote yet'));
  subscribe = async (): Promise<Undo> => () => undefined;

  placeOrder(intent: OrderIntent): Promise<OrderReport> {
    this.sent.push(intent);
    return this.#answer(intent);
  }

  async cancelOrder(clientOrderId: string): Promise<void> {
    this.canceled.push(clientOrderId);
  }
}
