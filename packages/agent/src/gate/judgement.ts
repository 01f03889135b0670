/** Collects what is found about one item. @module */
import type { AgentVerdict, StrategyAction } from '@tradewright/core';
import type { GateSize, ItemResult } from './gate.ts';

/** Reasons add up, so that a rejection names all of them. */
export class Judgement {
  readonly #item: { readonly kind: string };
  readonly #subject: string | null;
  readonly #reasons: { rule: string; message: string }[] = [];
  readonly #clamps: { rule: string; from: string; to: string }[] = [];

  /** @param subject - The symbol or plan that the item is about; `null` when it names none that is known. */
  constructor(item: { readonly kind: string }, subject: string | null) {
    this.#item = item;
    this.#subject = subject;
  }

  /** Notes a broken rule. */
  reject(rule: string, message: string): void {
    this.#reasons.push({ rule, message });
  }

  /** Notes a broken rule unless the condition holds. */
  require(holds: boolean, rule: string, message: string): void {
    if (!holds) this.reject(rule, message);
  }

  /** Notes that a size was cut. */
  clamp(rule: string, from: string, to: string): void {
    this.#clamps.push({ rule, from, to });
  }

  get failed(): boolean {
    return this.#reasons.length > 0;
  }

  /** The rejection; clamps of an item that came to nothing are left out. */
  rejected(): ItemResult {
    return { item: this.#item, verdict: this.#verdict('rejected', []), action: null, size: null };
  }

  /** The acceptance. */
  accept(action: StrategyAction, size: GateSize | null = null): ItemResult {
    const verdict = this.#clamps.length > 0 ? 'clamped' : 'accepted';
    return { item: this.#item, verdict: this.#verdict(verdict, this.#clamps), action, size };
  }

  #verdict(verdict: AgentVerdict['verdict'], clamps: AgentVerdict['clamps']): AgentVerdict {
    const { kind } = this.#item;
    return { kind, subject: this.#subject, verdict, reasons: [...this.#reasons], clamps };
  }
}
