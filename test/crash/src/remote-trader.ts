/** A venue in another process behind the venue contract. @module */
import type {
  BaseTrader,
  Clock,
  ConnectionState,
  TraderCapabilities,
  TraderEvents,
} from '@tradewright/core';
import { TraderEmitter } from '@tradewright/venue-kit';
import { account } from './crash-terms.ts';
import { WireClient } from './wire-client.ts';

/** What a remote venue is reached with. `point` is told of every place where the process may end. */
export type RemoteTraderOptions = {
  readonly socket: string;
  readonly capabilities: TraderCapabilities;
  readonly clock: Clock;
  readonly point: (name: string) => void;
};

/** Every method is one request; nothing is repeated. */
export function remoteTrader(options: RemoteTraderOptions): BaseTrader {
  const { socket, capabilities, clock, point } = options;
  const emitter = new TraderEmitter();
  let client: WireClient | undefined;
  let epoch = 0;

  const state = (): ConnectionState => {
    const channel = client?.isOpen === true ? 'up' : 'down';
    return {
      socket: channel,
      broker: channel,
      data: channel,
      epoch,
      lastProof: clock.now(),
      message: null,
    };
  };
  const wire = (): WireClient => {
    if (client === undefined) throw new Error('connect first');
    return client;
  };
  const ask = <Result>(method: string, ...args: readonly unknown[]): Promise<Result> =>
    wire().call(method, args, { answered: () => point(`${method} answered`) });
  const order = <Result>(method: string, ...args: readonly unknown[]): Promise<Result> => {
    point(`before ${method}`);
    return wire().call(method, args, {
      written: () => point(`after ${method}`),
      answered: () => point(`${method} answered`),
    });
  };
  const connect = async (): Promise<void> => {
    if (client?.isOpen === true) return;
    emitter.isOpen = true;
    client = await WireClient.open(socket, (name, payload) => {
      if (name === 'order' || name === 'fill') point(`${name} event heard`);
      emitter.emit(name as keyof TraderEvents, payload as never);
    });
    epoch += 1;
    point('connected');
    emitter.emit('connection', state());
  };

  return {
    ...account,
    capabilities,
    paper: true,
    connect,
    close: async () => client?.close(),
    connection: state,
    maybeReconnect: async () => (await connect(), true),
    loadInstrument: (symbol) => ask('loadInstrument', symbol),
    fetchQuote: (symbol) => ask('fetchQuote', symbol),
    fetchOrderBook: (symbol, depth) => ask('fetchOrderBook', symbol, depth),
    fetchBars: (request) => ask('fetchBars', request),
    fetchTrades: (symbol, limit) => ask('fetchTrades', symbol, limit),
    subscribe: async (request) => (await ask('subscribe', request), () => undefined),
    fetchAccount: () => ask('fetchAccount'),
    fetchPositions: () => ask('fetchPositions'),
    fetchOpenOrders: (query) => ask('fetchOpenOrders', query),
    fetchOrder: (id) => ask('fetchOrder', id),
    fetchClosedOrders: (query) => ask('fetchClosedOrders', query),
    fetchFills: (query) => ask('fetchFills', query),
    previewOrder: (intent) => ask('previewOrder', intent),
    placeOrder: (intent) => order('placeOrder', intent),
    modifyOrder: (id, change) => order('modifyOrder', id, change),
    cancelOrder: (id) => order('cancelOrder', id),
    cancelAllOrders: (query) => order('cancelAllOrders', query),
    on: (name, handler) => emitter.on(name, handler),
    [Symbol.asyncDispose]: async () => client?.close(),
  };
}
