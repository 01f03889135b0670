/** Orders as IB's messages describe them, under every id they have. @module */
import type { Contract, Order, OrderState } from '@stoqey/ib';
import {
  Decimal,
  decimal,
  type DecimalString,
  type DurableMap,
  type OrderReport,
  type OrderType,
  type ReportedLife,
  type TimeInForce,
} from '@tradewright/core';
import { symbolOf } from '../contracts/symbol-of.ts';
import { parseOrderStatus } from './parse-order-status.ts';

/** One order as last heard of. `key` is client and order id, or the permanent id of an order without one. */
export type KnownOrder = {
  readonly key: string;
  readonly orderId: number;
  readonly contract: Contract;
  order: Order;
  status: string;
  filled: number;
  averagePrice: number;
  permIds: number[];
  refusedText: string | null;
  message: string | null;
};

/** Fields of an orderStatus message that matter here. */
export type StatusNews = {
  readonly orderId: number;
  readonly clientId: number;
  readonly permId: number;
  readonly status: string;
  readonly filled: number;
  readonly averagePrice: number;
};

const types: Readonly<Record<string, OrderType>> = {
  MKT: 'market',
  LMT: 'limit',
  STP: 'stop',
  'STP LMT': 'stop-limit',
  TRAIL: 'trailing-stop',
};
const endWords = new Set(['ApiCancelled', 'Cancelled', 'Filled']);
const timesInForce = new Set(['DAY', 'GTC', 'IOC', 'FOK', 'GTD']);

/** Resolves our ids, order ids and permanent ids to one another; our own pairs are durable before they are sent. */
export class KnownOrders {
  readonly #store: DurableMap;
  readonly #clientId: number;
  readonly #isOwn: (clientOrderId: string) => boolean;
  readonly #orders = new Map<string, KnownOrder>();
  readonly #byPermId = new Map<number, KnownOrder>();
  readonly #staged = new Set<string>();
  /** Order ids of this client by our own ids, as IB has described them. */
  readonly #described = new Map<string, number>();

  constructor(store: DurableMap, clientId: number, isOwn: (clientOrderId: string) => boolean) {
    this.#store = store;
    this.#clientId = clientId;
    this.#isOwn = isOwn;
  }

  #keyOf(orderId: number, clientId: number, permId: number): string {
    return orderId > 0 ? `${clientId}:${orderId}` : `p:${permId}`;
  }

  /** An order of this client id that IB has described. */
  ownByOrderId(orderId: number): KnownOrder | undefined {
    return this.#orders.get(`${this.#clientId}:${orderId}`);
  }

  get all(): readonly KnownOrder[] {
    return [...this.#orders.values()];
  }

  /** IB's order id of an order of ours; `undefined` for one never sent from this client id. */
  orderIdOf(clientOrderId: string): number | undefined {
    const stored = this.#store.get(`ib.order.${this.#clientId}.${clientOrderId}`);
    return stored === undefined ? this.#described.get(clientOrderId) : Number(stored);
  }

  /** Durable when it returns: the pair is known before the first byte leaves. */
  bind(clientOrderId: string, orderId: number, isStaged: boolean): void {
    if (isStaged) this.#staged.add(`${this.#clientId}:${orderId}`);
    this.#store.set(`ib.order.${this.#clientId}.${clientOrderId}`, String(orderId));
  }

  onOpenOrder(orderId: number, contract: Contract, order: Order, state: OrderState): KnownOrder {
    const permId = order.permId ?? 0;
    const key = this.#keyOf(orderId, order.clientId ?? this.#clientId, permId);
    const known = this.#orders.get(key) ?? {
      key,
      orderId,
      contract,
      order,
      status: '',
      filled: 0,
      averagePrice: 0,
      permIds: [],
      refusedText: null,
      message: null,
    };
    known.order = order;
    // It does not count what was filled: an order ends by its orderStatus, which does.
    const status = (state.status as string | undefined) ?? 'Unknown';
    if (!endWords.has(status)) known.status = status;
    if (state.warningText) known.message = state.warningText;
    this.#addPermId(known, permId);
    this.#orders.set(key, known);
    const clientOrderId = this.#isFromHere(known) ? this.clientOrderIdOf(order) : null;
    if (clientOrderId !== null) this.#described.set(clientOrderId, orderId);
    return known;
  }

  /** An ended order as completedOrder tells it: without order and client id, so it is not kept. */
  describeCompleted(contract: Contract, order: Order, state: OrderState): KnownOrder {
    const permId = order.permId ?? 0;
    const status = (state.status as string | undefined) ?? 'Unknown';
    const filled = order.filledQuantity ?? 0;
    const seen = this.#byPermId.get(permId);
    return {
      key: `p:${permId}`,
      orderId: 0,
      contract,
      order,
      status,
      filled,
      // The message has no price: it is known only where this session saw the order fill.
      averagePrice: seen?.filled === filled ? seen.averagePrice : 0,
      permIds: permId > 0 ? [permId] : [],
      refusedText: null,
      message: state.completedStatus ?? null,
    };
  }

  /** `undefined` when the order was not described yet: its openOrder message will come or be asked for. */
  onStatus(news: StatusNews): KnownOrder | undefined {
    const known = this.#orders.get(this.#keyOf(news.orderId, news.clientId, news.permId));
    if (known === undefined) return undefined;
    known.status = news.status;
    // A reordered older message never takes fills back.
    if (news.filled >= known.filled)
      Object.assign(known, { filled: news.filled, averagePrice: news.averagePrice });
    this.#addPermId(known, news.permId);
    return known;
  }

  /** Our id of an order, from its reference; `null` for orders made elsewhere. */
  clientOrderIdOf(order: Pick<Order, 'orderRef'>): string | null {
    const [first = ''] = (order.orderRef ?? '').split(' ');
    return first !== '' &&
      (this.#isOwn(first) || this.#store.get(`ib.order.${this.#clientId}.${first}`) !== undefined)
      ? first
      : null;
  }

  /** `undefined` for what the project cannot name. */
  report(known: KnownOrder, receivedTime: number): OrderReport | undefined {
    const { order } = known;
    const symbol = symbolOf(known.contract);
    const type = types[(order.orderType as string | undefined) ?? ''];
    const quantity = exact(order.totalQuantity);
    if (symbol === undefined || type === undefined || quantity === null) return undefined;
    const filled = exact(known.filled) ?? decimal('0');
    const clientOrderId = this.clientOrderIdOf(order);
    const ids = [...known.permIds.map(String), ...(known.orderId > 0 ? [known.key] : [])];
    const tif = order.tif as string | undefined;
    const left = Decimal.from(quantity).minus(Decimal.from(filled));
    return {
      venue: 'IB',
      clientOrderId,
      venueOrderId: ids[0] ?? null,
      venueOrderIds: ids,
      symbol,
      side: order.action === 'BUY' ? 'buy' : 'sell',
      type,
      timeInForce: tif !== undefined && timesInForce.has(tif) ? (tif as TimeInForce) : null,
      quantity,
      filled,
      remaining: left.isNegative() ? decimal('0') : left.toString(),
      limitPrice: type === 'limit' || type === 'stop-limit' ? exact(order.lmtPrice) : null,
      stopPrice: type === 'stop' || type === 'stop-limit' ? exact(order.auxPrice) : null,
      averagePrice: known.averagePrice > 0 ? exact(known.averagePrice) : null,
      life: this.#life(known),
      foreign: clientOrderId === null,
      tag:
        clientOrderId === null
          ? null
          : (order.orderRef ?? '').slice(clientOrderId.length + 1) || null,
      message: known.refusedText ?? known.message,
      venueTime: null,
      receivedTime,
    };
  }

  #life(known: KnownOrder): ReportedLife {
    if (known.refusedText !== null && known.filled === 0) return 'refused';
    return parseOrderStatus(
      known.status,
      known.order.transmit === false || known.permIds.length === 0,
    );
  }

  #isFromHere(known: KnownOrder): boolean {
    return known.key.startsWith(`${this.#clientId}:`);
  }

  #addPermId(known: KnownOrder, permId: number): void {
    if (permId <= 0 || known.permIds.includes(permId)) return;
    known.permIds.unshift(permId);
    this.#byPermId.set(permId, known);
  }
}

function exact(value: number | undefined): DecimalString | null {
  return value === undefined || !Number.isFinite(value) || Math.abs(value) > 1e15
    ? null
    : Decimal.fromMarketNumber(value).toString();
}
