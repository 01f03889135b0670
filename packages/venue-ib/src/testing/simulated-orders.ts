/** Orders and executions of the simulated account over the shared matching. @module */
import {
  Decimal,
  decimal,
  type Clock,
  type OrderType,
  type Quote,
  type TimeInForce,
} from '@tradewright/core';
import {
  MatchingBook,
  type MatchingEffect,
  type MatchingTerms,
} from '@tradewright/venue-kit/matching';
import type { SimulatedAccount } from './simulated-account.ts';
import type { SimulatedContract } from './simulated-contract.ts';
import { commissionOf, type SimulatedExecution } from './simulated-execution.ts';
import type { SimulatedOrder } from './simulated-order.ts';

/** What clients hear about an order. */
export type OrderNews =
  | { readonly kind: 'order'; readonly order: SimulatedOrder }
  | { readonly kind: 'execution'; readonly execution: SimulatedExecution };

const types: Readonly<Record<string, OrderType>> = {
  MKT: 'market',
  LMT: 'limit',
  STP: 'stop',
  'STP LMT': 'stop-limit',
  TRAIL: 'trailing-stop',
};

/** What the orders need: time, the account that they move, what there is to trade, and whom to tell. */
export type SimulatedOrdersOptions = {
  readonly clock: Clock;
  readonly account: SimulatedAccount;
  readonly contracts: () => readonly SimulatedContract[];
  readonly tell: (news: OrderNews) => void;
};

/** Keeps every order of the account and matches what is transmitted. */
export class SimulatedOrders {
  readonly #clock: Clock;
  readonly #account: SimulatedAccount;
  readonly #contracts: () => readonly SimulatedContract[];
  readonly #tell: (news: OrderNews) => void;
  readonly #books = new Map<number, MatchingBook>();
  readonly #orders = new Map<string, SimulatedOrder>();
  readonly executions: SimulatedExecution[] = [];
  #permIds = 1_400_000_000;

  constructor(options: SimulatedOrdersOptions) {
    this.#clock = options.clock;
    this.#account = options.account;
    this.#contracts = options.contracts;
    this.#tell = options.tell;
  }

  get all(): readonly SimulatedOrder[] {
    return [...this.#orders.values()];
  }

  find(key: string): SimulatedOrder | undefined {
    return this.#orders.get(key);
  }

  /** Highest order id that a client has used; 0 for none. */
  highestId(clientId: number): number {
    return this.all
      .filter((order) => order.clientId === clientId)
      .reduce((most, order) => Math.max(most, order.orderId), 0);
  }

  /** Takes a new order in; a staged one waits until its last leg is transmitted. */
  place(order: SimulatedOrder): void {
    this.#orders.set(order.key, order);
    if (!order.transmit) {
      this.#tell({ kind: 'order', order });
      return;
    }
    const family = this.all.filter(
      (other) => other.clientId === order.clientId && other.permId === 0 && isKin(other, order),
    );
    for (const member of family) this.#transmit(member);
  }

  modify(order: SimulatedOrder, wanted: SimulatedOrder): void {
    Object.assign(order, {
      quantity: wanted.quantity,
      limit: wanted.limit,
      aux: wanted.aux,
      tif: wanted.tif,
      transmit: wanted.transmit,
    });
    if (order.permId === 0) this.place(order);
    else {
      const change = {
        quantity: decimal(order.quantity),
        limitPrice: priceOf(order.limit),
        stopPrice: priceOf(order.aux),
      };
      this.#apply(this.#book(order.contract.conId).modify(order.key, change));
    }
  }

  cancel(order: SimulatedOrder): void {
    if (order.permId === 0) this.#end(order);
    else this.#apply(this.#book(order.contract.conId).cancel(order.key));
  }

  onQuote(conId: number, quote: Quote): void {
    this.onTime(conId, false);
    this.#apply(this.#book(conId).onQuote(quote));
  }

  /** The order lives on under another permanent id, as after a modification in an outage. */
  changePermanentId(order: SimulatedOrder): void {
    this.#permIds += 1;
    order.permId = this.#permIds;
    this.#tell({ kind: 'order', order });
  }

  /** Ends what has outlived its time. */
  onTime(conId: number, sessionEnded: boolean): void {
    this.#apply(this.#book(conId).onTime(this.#clock.now(), sessionEnded));
  }

  /** Corrects an execution: the same root with the next revision and a new price. */
  correct(execution: SimulatedExecution, price: string): SimulatedExecution {
    const revision = Number(execution.execId.slice(-2)) + 1;
    const corrected = {
      ...execution,
      price,
      execId: `${execution.execId.slice(0, -2)}${String(revision).padStart(2, '0')}`,
    };
    this.executions.push(corrected);
    this.#account.correct(execution, price);
    this.#tell({ kind: 'execution', execution: corrected });
    return corrected;
  }

  #transmit(order: SimulatedOrder): void {
    this.#permIds += 1;
    order.permId = this.#permIds;
    this.#apply(this.#book(order.contract.conId).submit(order.key, termsOf(order)));
  }

  #book(conId: number): MatchingBook {
    const contract = this.#contracts().find((known) => known.conId === conId);
    const lot = contract?.sizeStep ?? '1';
    const book =
      this.#books.get(conId) ??
      new MatchingBook({ slippage: () => Decimal.zero, lot: Decimal.from(lot) });
    this.#books.set(conId, book);
    return book;
  }

  #apply(effects: readonly MatchingEffect[]): void {
    for (const effect of effects) {
      const order = this.#orders.get(effect.id);
      if (order === undefined) continue;
      if (effect.kind === 'filled') this.#fill(order, effect);
      else if (effect.kind === 'canceled' || effect.kind === 'expired' || effect.kind === 'refused')
        this.#end(order);
      else {
        if (effect.kind === 'resized') order.quantity = effect.quantity;
        order.status =
          effect.kind === 'accepted' &&
          (effect.held || order.orderType.startsWith('STP') || order.orderType === 'TRAIL')
            ? 'PreSubmitted'
            : 'Submitted';
        this.#tell({ kind: 'order', order });
      }
    }
  }

  #fill(order: SimulatedOrder, effect: Extract<MatchingEffect, { kind: 'filled' }>): void {
    const before = Decimal.from(order.filled);
    const shares = Decimal.from(effect.quantity);
    const filled = before.plus(shares);
    const value = before
      .times(Decimal.from(order.averagePrice))
      .plus(shares.times(Decimal.from(effect.price)));
    order.filled = filled.toString();
    order.averagePrice = value.dividedBy(filled).roundedToPlaces(8).toString();
    order.lastPrice = effect.price;
    if (effect.complete) order.status = 'Filled';
    const cost = commissionOf(order, Number(effect.quantity), Number(effect.price));
    const execution: SimulatedExecution = {
      execId: `0000e0d5.${order.permId.toString(16)}.${String(effect.execution).padStart(2, '0')}.01`,
      order,
      shares: effect.quantity,
      price: effect.price,
      cumulative: order.filled,
      averagePrice: order.averagePrice,
      liquidity: effect.liquidity,
      time: this.#clock.now(),
      commission: cost.amount,
      commissionCurrency: cost.currency,
    };
    this.executions.push(execution);
    this.#account.book(execution);
    this.#tell({ kind: 'execution', execution });
    this.#tell({ kind: 'order', order });
  }

  #end(order: SimulatedOrder): void {
    order.status = 'Cancelled';
    this.#tell({ kind: 'order', order });
  }
}

function isKin(other: SimulatedOrder, order: SimulatedOrder): boolean {
  const root = order.parentId === 0 ? order.orderId : order.parentId;
  return other.orderId === root || other.parentId === root || other === order;
}

function priceOf(text: string): ReturnType<typeof decimal> | null {
  return text === '' || Number(text) === 0 ? null : decimal(text);
}

/** `20261120-10:00:00` in UTC; `null` for an order without an end. */
function goodTillTime(text: string): number | null {
  const found = /^(\d{4})(\d{2})(\d{2})-(\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function termsOf(order: SimulatedOrder): MatchingTerms {
  const type = types[order.orderType] ?? 'limit';
  return {
    clientOrderId: order.key,
    symbol: `${order.contract.symbol}/${order.contract.currency}`,
    side: order.action === 'BUY' ? 'buy' : 'sell',
    type,
    quantity: decimal(order.quantity),
    limitPrice: type === 'limit' || type === 'stop-limit' ? priceOf(order.limit) : null,
    stopPrice: type === 'stop' || type === 'stop-limit' ? priceOf(order.aux) : null,
    trailingAmount: type === 'trailing-stop' ? priceOf(order.aux) : null,
    timeInForce: (order.tif || 'DAY') as TimeInForce,
    expireTime: goodTillTime(order.goodTill),
    postOnly: false,
    parentClientOrderId: order.parentId === 0 ? null : `${order.clientId}:${order.parentId}`,
    ocaGroup: order.ocaGroup === '' ? null : order.ocaGroup,
  };
}
