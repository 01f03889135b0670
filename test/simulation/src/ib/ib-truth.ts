/** The truth at the simulated TWS, which only the judges can see. @module */
import {
  Decimal,
  complete,
  type AccountSnapshot,
  type Fill,
  type OrderIntent,
  type OrderReport,
} from '@tradewright/core';
import type { SimulatedOrder, TwsSimulator } from '@tradewright/venue-ib/testing';
import type { Wire } from './wire.ts';

/** What the judges compare of an order. */
export type TrueOrder = Pick<OrderReport, 'clientOrderId' | 'life' | 'filled'>;

const ended = new Set(['Cancelled', 'Filled']);
const [placeKind, orderRefField] = ['3', 26];

/** Reads orders, executions and positions from the simulator, and follows what is under way to it. */
export class IBTruth {
  /** Every order that a process has handed to its trader, by its client id. */
  readonly sent = new Map<string, OrderIntent>();
  /** Orders that a trader of the living process still holds. */
  readonly held = new Set<string>();
  readonly #tws: TwsSimulator;
  readonly #symbols: readonly string[];
  readonly #written = new Map<string, Wire>();
  readonly #received = new Set<string>();
  #read = 0;

  constructor(tws: TwsSimulator, symbols: readonly string[]) {
    this.#tws = tws;
    this.#symbols = symbols;
  }

  /** The last revision of every execution, in the shape in which the books name them. */
  get executions(): readonly Pick<Fill, 'fillId' | 'revision' | 'price'>[] {
    const last = new Map(
      this.#tws.orders.executions.map(({ execId, price }) => [
        execId.slice(0, -3),
        { revision: Number(execId.slice(-2)), price: Decimal.from(price).toString() },
      ]),
    );
    return [...last].map(([fillId, one]) => ({ fillId, ...one }));
  }

  onWritten(clientOrderId: string, wire: Wire): void {
    this.#written.set(clientOrderId, wire);
  }

  /** True when the order can fill no more: it ended, or it never comes to be. */
  isOver(clientOrderId: string): boolean {
    this.#catchUp();
    const order = this.#order(clientOrderId);
    if (order !== undefined) return ended.has(order.status);
    if (this.#received.has(clientOrderId)) return true;
    if (this.#written.get(clientOrderId)?.mayDeliver === true) return false;
    return !this.held.has(clientOrderId);
  }

  filled(clientOrderId: string): Decimal {
    return Decimal.from(this.#order(clientOrderId)?.filled ?? '0');
  }

  position(symbol: string): Decimal {
    return this.#tws.account.quantityOf(this.#tws.contract(symbol).conId);
  }

  /** Positions at the last price and every entry that was sent and may still fill, in base currency. */
  worstExposure(): Decimal {
    let sum = Decimal.zero;
    for (const symbol of this.#symbols)
      sum = sum.plus(this.position(symbol).absolute().times(this.#price(symbol)));
    for (const [id, intent] of this.sent) {
      if (intent.purpose !== 'entry' || this.isOver(id)) continue;
      const filled = this.filled(id);
      const price =
        intent.limitPrice === null ? this.#price(intent.symbol) : Decimal.from(intent.limitPrice);
      sum = sum.plus(Decimal.from(intent.quantity).minus(filled).times(price));
    }
    return sum;
  }

  async fetchOpenOrders() {
    return complete(this.#orders(false), this.#tws.clock.now());
  }

  async fetchClosedOrders() {
    return complete(this.#orders(true), this.#tws.clock.now());
  }

  async fetchAccount(): Promise<Pick<AccountSnapshot, 'cash'>> {
    const cash = this.#tws.account.cash.map(([name, sum]) => [name, sum.toString()] as const);
    return { cash: Object.fromEntries(cash) };
  }

  #orders(isEnded: boolean): readonly TrueOrder[] {
    return this.#tws.orders.all
      .filter(({ status }) => ended.has(status) === isEnded)
      .map(({ orderRef, status, filled }) => ({
        clientOrderId: idOf(orderRef),
        life: status === 'Filled' ? 'filled' : status === 'Cancelled' ? 'canceled' : 'working',
        filled: Decimal.from(filled).toString(),
      }));
  }

  #order(clientOrderId: string): SimulatedOrder | undefined {
    return this.#tws.orders.all.find(({ orderRef }) => idOf(orderRef) === clientOrderId);
  }

  #price(symbol: string): Decimal {
    const quote = this.#tws.quoteOf(this.#tws.contract(symbol).conId);
    return Decimal.fromMarketNumber(quote?.ask ?? 0);
  }

  #catchUp(): void {
    const { received } = this.#tws;
    for (; this.#read < received.length; this.#read += 1) {
      const fields = received[this.#read] ?? [];
      if (fields[0] === placeKind) this.#received.add(idOf(fields[orderRefField] ?? ''));
    }
  }
}

function idOf(orderRef: string): string {
  return orderRef.split(' ')[0] ?? '';
}
