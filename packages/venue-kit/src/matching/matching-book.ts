/** The order-matching machine of one account in one symbol. @module */
import { Decimal, type Quote } from '@tradewright/core';
import { executionPrice, stopReached, trailStop } from './execution-price.ts';
import type {
  MatchingChange,
  MatchingEffect,
  MatchingTerms,
  RestingOrder,
} from './matching-order.ts';
import { wouldTake } from './would-take.ts';
import { restingOrder } from './resting-order.ts';
import { consume, depthFor, topOf, touchFor, type TopOfBook } from './top-of-book.ts';

/** How a market trades. */
export type MatchingOptions = {
  /** How much worse than the touch a taker fares, in the quote currency. */
  readonly slippage: (touch: Decimal) => Decimal;
  /** Executions come in whole lots: recorded sizes carry the dust of binary arithmetic. */
  readonly lot: Decimal;
};

const nothing: readonly MatchingEffect[] = Object.freeze([]);

const noSlippage = (): Decimal => Decimal.zero;

/**
 * Matches the orders of one account against the touch that quotes show.
 *
 * Deterministic and free of time, chance and I/O: the same inputs in the same order give the same
 * effects. Orders of the account never trade with one another. Each quote shows its size anew; what
 * fills takes from it, so a large order fills in parts.
 */
export class MatchingBook {
  readonly #options: MatchingOptions;
  readonly #orders = new Map<string, RestingOrder>();
  #quote: Quote | undefined;
  #top: TopOfBook | undefined;
  #effects: MatchingEffect[] = [];

  constructor(options: MatchingOptions) {
    this.#options = options;
  }

  /** How many orders are open. */
  get openOrders(): number {
    return this.#orders.size;
  }

  /** An open order as it stands; `undefined` for an ended or unknown one. */
  order(id: string): Readonly<RestingOrder> | undefined {
    return this.#orders.get(id);
  }

  /** Takes an order in. What trades at once comes back with the acceptance; IOC and FOK end here. */
  submit(id: string, terms: MatchingTerms): readonly MatchingEffect[] {
    const order = restingOrder(id, terms, this.#isHeld(terms));
    const refusal = this.#refusal(order);
    if (refusal !== undefined) return [{ kind: 'refused', id, reason: refusal }];
    this.#orders.set(id, order);
    this.#effects = [{ kind: 'accepted', id, held: order.held }];
    if (!order.held) this.#arrive(order);
    return this.#effects;
  }

  /** Puts an order back as it stood, without matching it: for a venue that resumes. */
  restore(order: RestingOrder): void {
    this.#orders.set(order.id, order);
  }

  /** Ends an order; an unknown or ended one gives no effect. */
  cancel(id: string, reason = 'canceled by request'): readonly MatchingEffect[] {
    this.#effects = [];
    this.#end(id, { kind: 'canceled', id, reason });
    return this.#effects;
  }

  /** Changes quantity or prices. A quantity at or below what is filled ends the order. */
  modify(id: string, change: MatchingChange): readonly MatchingEffect[] {
    const order = this.#orders.get(id);
    if (order === undefined) return nothing;
    if (change.quantity !== null) order.quantity = Decimal.from(change.quantity);
    if (change.limitPrice !== null) order.limit = Decimal.from(change.limitPrice);
    if (change.stopPrice !== null) order.stop = Decimal.from(change.stopPrice);
    this.#effects = [{ kind: 'modified', id }];
    if (!order.quantity.isGreaterThan(order.filled))
      this.#end(id, { kind: 'canceled', id, reason: 'nothing was left to fill' });
    else if (!order.held) this.#arrive(order);
    return this.#effects;
  }

  /** Knows a touch without matching anything against it. */
  see(quote: Quote): void {
    this.#quote = quote;
    this.#top = undefined;
  }

  /** A new touch: stops trigger, then orders trade in the order of their arrival. */
  onQuote(quote: Quote): readonly MatchingEffect[] {
    this.see(quote);
    if (this.#orders.size === 0) return nothing;
    const top = this.#touch();
    if (top === undefined) return nothing;
    this.#effects = [];
    for (const order of this.#orders.values()) {
      if (!order.held && this.#orders.has(order.id)) this.#match(order, top, false);
    }
    return this.#effects;
  }

  /** Ends what has outlived its time. @param sessionEnded - True when DAY orders end. */
  onTime(time: number, sessionEnded: boolean): readonly MatchingEffect[] {
    this.#effects = [];
    for (const { id, terms } of this.#orders.values()) {
      const over =
        terms.timeInForce === 'GTD' && terms.expireTime !== null && time >= terms.expireTime;
      if (over || (sessionEnded && terms.timeInForce === 'DAY'))
        this.#end(id, { kind: 'expired', id });
    }
    return this.#effects;
  }

  #touch(): TopOfBook | undefined {
    if (this.#top === undefined && this.#quote !== undefined)
      this.#top = topOf(this.#quote, this.#options.lot);
    return this.#top;
  }

  #isHeld(terms: MatchingTerms): boolean {
    return (
      terms.parentClientOrderId !== null &&
      this.#byClientId(terms.parentClientOrderId) !== undefined
    );
  }

  #refusal(order: RestingOrder): string | undefined {
    if (this.#orders.has(order.id)) return `the order id ${order.id} was in use`;
    const top = this.#touch();
    if (
      order.terms.postOnly &&
      top !== undefined &&
      executionPrice(order, top, true, noSlippage) !== undefined
    ) {
      return wouldTake;
    }
    return undefined;
  }

  #fillsWhole(order: RestingOrder): boolean {
    const top = this.#touch();
    if (top === undefined || executionPrice(order, top, true, noSlippage) === undefined)
      return false;
    return !depthFor(order.side, top).isLessThan(order.quantity);
  }

  /** First contact with the market. */
  #arrive(order: RestingOrder): void {
    const { timeInForce } = order.terms;
    const top = this.#touch();
    if (timeInForce === 'FOK' && !this.#fillsWhole(order)) {
      this.#end(order.id, {
        kind: 'canceled',
        id: order.id,
        reason: 'the whole quantity was not available',
      });
      return;
    }
    if (top !== undefined) this.#match(order, top, true);
    if (this.#orders.has(order.id) && timeInForce === 'IOC') {
      this.#end(order.id, {
        kind: 'canceled',
        id: order.id,
        reason: 'the rest was not available at once',
      });
    }
  }

  #match(order: RestingOrder, top: TopOfBook, arriving: boolean): void {
    let taking = arriving || order.limit === undefined;
    if (!order.armed) {
      trailStop(order, top);
      if (!stopReached(order, top)) return;
      order.armed = true;
      taking = true;
      this.#effects.push({ kind: 'triggered', id: order.id });
    }
    const execution = executionPrice(order, top, taking, this.#options.slippage);
    if (execution === undefined) return;
    const quantity = Decimal.minimum(order.quantity.minus(order.filled), depthFor(order.side, top));
    if (!quantity.isPositive()) return;
    consume(order.side, quantity, top);
    order.filled = order.filled.plus(quantity);
    order.executions += 1;
    const complete = !order.filled.isLessThan(order.quantity);
    const { price, liquidity } = execution;
    if (complete) this.#orders.delete(order.id);
    this.#effects.push({
      kind: 'filled',
      id: order.id,
      quantity: quantity.toString(),
      price: price.toString(),
      liquidity,
      execution: order.executions,
      complete,
    });
    this.#afterFill(order, quantity);
  }

  /** Children of a bracket come alive with the parent's fill and grow with it; of a group, one fill shrinks the others. */
  #afterFill(order: RestingOrder, quantity: Decimal): void {
    for (const other of this.#orders.values()) {
      if (other.terms.parentClientOrderId === order.terms.clientOrderId)
        this.#release(other, order.filled);
      else if (
        other.id !== order.id &&
        order.terms.ocaGroup !== null &&
        other.terms.ocaGroup === order.terms.ocaGroup
      )
        this.#shrink(other, quantity);
    }
  }

  #release(child: RestingOrder, parentFilled: Decimal): void {
    const quantity = Decimal.minimum(parentFilled, Decimal.from(child.terms.quantity));
    if (!quantity.equals(child.quantity)) {
      child.quantity = quantity;
      this.#effects.push({ kind: 'resized', id: child.id, quantity: quantity.toString() });
    }
    if (!child.held) return;
    child.held = false;
    this.#effects.push({ kind: 'released', id: child.id });
    const top = this.#touch();
    if (top !== undefined && touchFor(child.side, top) !== undefined) this.#match(child, top, true);
  }

  #shrink(other: RestingOrder, quantity: Decimal): void {
    const left = other.quantity.minus(quantity);
    if (left.isGreaterThan(other.filled)) {
      other.quantity = left;
      this.#effects.push({ kind: 'resized', id: other.id, quantity: left.toString() });
    } else
      this.#end(other.id, {
        kind: 'canceled',
        id: other.id,
        reason: 'another order of its group has filled',
      });
  }

  #end(id: string, effect: MatchingEffect): void {
    const order = this.#orders.get(id);
    if (order === undefined) return;
    this.#orders.delete(id);
    this.#effects.push(effect);
    if (order.filled.isPositive()) return;
    for (const child of this.#orders.values()) {
      if (child.terms.parentClientOrderId === order.terms.clientOrderId) {
        this.#end(child.id, {
          kind: 'canceled',
          id: child.id,
          reason: 'its parent has ended without a fill',
        });
      }
    }
  }

  #byClientId(clientOrderId: string): RestingOrder | undefined {
    return [...this.#orders.values()].find((order) => order.terms.clientOrderId === clientOrderId);
  }
}
