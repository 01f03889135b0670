/** The room under the caps that is left while a batch is judged. @module */
import { Decimal, type TradingContext } from '@tradewright/core';

/** Room in base currency, read from the headroom of the context; each accepted open makes it smaller. */
export class WorkingRoom {
  readonly #left = new Map<string, Decimal | undefined>();
  readonly #planned = new Set<string>();
  readonly #ended = new Set<string>();
  #opens = 0;

  constructor(context: TradingContext) {
    for (const { rule, left } of context.headroom)
      this.#left.set(rule, left === null ? undefined : Decimal.from(left));
    for (const { symbol } of context.plans) this.#planned.add(symbol);
  }

  /** Caps whose distance is not known: with one of them no new risk can be judged. */
  unknownCaps(): readonly string[] {
    const needed = ['max-order-value', 'gross-exposure', 'max-positions'];
    const missing = needed.filter((rule) => !this.#left.has(rule));
    const unknown = [...this.#left].flatMap(([rule, left]) => (left === undefined ? [rule] : []));
    return [...missing, ...unknown];
  }

  /** Room under one cap; `undefined` when the session has no such cap or its distance is not known. */
  left(rule: string): Decimal | undefined {
    return this.#left.get(rule);
  }

  /** True when a plan is open in the symbol, or was accepted in this batch. */
  isPlanned(symbol: string): boolean {
    return this.#planned.has(symbol);
  }

  get opens(): number {
    return this.#opens;
  }

  /** True once for each plan: ending it a second time in one batch means nothing. */
  claimPlan(planId: string): boolean {
    if (this.#ended.has(planId)) return false;
    this.#ended.add(planId);
    return true;
  }

  /** Uses room up. */
  take(symbol: string, value: Decimal, risk: Decimal): void {
    this.#opens += 1;
    this.#planned.add(symbol);
    this.#reduce('gross-exposure', value);
    this.#reduce('daily-loss', risk);
    this.#reduce('max-positions', Decimal.one);
  }

  #reduce(rule: string, by: Decimal): void {
    const left = this.#left.get(rule);
    if (left !== undefined) this.#left.set(rule, Decimal.maximum(Decimal.zero, left.minus(by)));
  }
}
