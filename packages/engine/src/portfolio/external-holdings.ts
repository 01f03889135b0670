/** What stands in the account and is not ours. @module */
import {
  Decimal,
  journalEvent,
  type Ids,
  type JournalEvent,
  type LedgerEntry,
  type Position,
  type Posting,
} from '@tradewright/core';

/** A holding that is written down: append `events`, then call `commit`. */
export type ExternalRecord = {
  readonly events: readonly JournalEvent[];
  readonly commit: () => void;
};

/** What is written down; `quantity` is signed and adds to what is known of the symbol. */
export type ExternalChange = {
  readonly symbol: string;
  readonly currency: string;
  readonly quantity: Decimal;
  readonly reason: string;
  readonly time: number;
};

/**
 * Quantities by symbol, kept in the ledger as memo entries: they have no value there, since what they
 * cost is not known, and no strategy can sell them.
 */
export class ExternalHoldings {
  readonly #ids: Ids;
  readonly #quantities = new Map<string, Decimal>();
  readonly #marks = new Map<string, number>();

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** Takes up what earlier runs wrote down. */
  restore(entries: readonly LedgerEntry[]): void {
    for (const { kind, symbol, postings } of entries) {
      if (kind !== 'external' || symbol === null) continue;
      for (const { quantity } of postings)
        if (quantity !== null) this.#add(symbol, Decimal.from(quantity));
    }
  }

  /** Every symbol with a holding that is not ours. */
  quantities(): ReadonlyMap<string, Decimal> {
    return this.#quantities;
  }

  /** Takes in what the venue itself says that holdings are worth. */
  observe(positions: readonly Position[]): void {
    for (const { symbol, marketPrice } of positions)
      if (marketPrice !== null) this.#marks.set(symbol, marketPrice);
  }

  /** The venue's own mark at the last look; `null` where it names none. */
  markOf(symbol: string): number | null {
    return this.#marks.get(symbol) ?? null;
  }

  change({ symbol, currency, quantity, reason, time }: ExternalChange): ExternalRecord {
    const leg = (account: string, size: Decimal | null): Posting => ({
      account,
      currency,
      amount: Decimal.zero.toString(),
      quantity: size === null ? null : size.toString(),
    });
    const entry: LedgerEntry = {
      entryId: this.#ids.next('entry'),
      kind: 'external',
      reference: reason,
      reverses: null,
      strategyName: null,
      symbol,
      postings: [leg(`equity:external:${symbol}`, quantity), leg('clearing:external', null)],
      time,
    };
    return {
      events: [journalEvent('ledger.posted', time, entry)],
      commit: () => this.#add(symbol, quantity),
    };
  }

  #add(symbol: string, quantity: Decimal): void {
    const sum = (this.#quantities.get(symbol) ?? Decimal.zero).plus(quantity);
    if (sum.isZero()) this.#quantities.delete(symbol);
    else this.#quantities.set(symbol, sum);
  }
}
