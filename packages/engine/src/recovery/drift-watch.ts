/** Tells a difference that stands from one that is passing by. @module */
import type { HoldingDifference } from './holding-differences.ts';

/** A complete look: when it began on the monotonic clock, and on which connection. */
export type DriftLook = { readonly begun: number; readonly epoch: number };

type Seen = DriftLook & { readonly difference: string; readonly booked: string };

/**
 * A position can move between two questions of one look. A difference stands when a second look, on
 * the same connection and begun a settle window after the first, finds it again over books that did
 * not move meanwhile: every execution before the first look has been asked for by then.
 */
export class DriftWatch {
  readonly #settleMs: number;
  readonly #seen = new Map<string, Seen>();

  /** @param settleMs - Longer than news can be under way. */
  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Takes in what a look found of a symbol; true when it stands. */
  stands({ symbol, difference, booked }: HoldingDifference, look: DriftLook): boolean {
    if (difference.isZero()) {
      this.#seen.delete(symbol);
      return false;
    }
    const now: Seen = { ...look, difference: difference.toString(), booked: booked.toString() };
    const first = this.#seen.get(symbol);
    const same =
      first?.epoch === now.epoch &&
      first.difference === now.difference &&
      first.booked === now.booked;
    if (first === undefined || !same) {
      this.#seen.set(symbol, now);
      return false;
    }
    return look.begun - first.begun >= this.#settleMs;
  }
}
