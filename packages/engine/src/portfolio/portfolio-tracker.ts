/** Positions, cash and equity, derived from fills. @module */
import {
  Decimal,
  journalEvent,
  type AccountSnapshot,
  type BookPosition,
  type Commission,
  type Fill,
  type Ids,
  type JournalEvent,
  type RecordReader,
} from '@tradewright/core';
import { addFeeToBook, applyFillToBook } from './book-machine.ts';
import { commissionEntry, fillEntry, openingEntry } from './ledger.ts';

/** A booking that is worked out but not yet true: append `events`, then call `commit`. */
export type Booking = {
  readonly events: readonly JournalEvent[];
  readonly book: BookPosition;
  /** The execution concerned. */
  readonly fill: Fill;
  readonly commit: () => void;
};

const recentCapacity = 200;

/**
 * Keeps one book per strategy and symbol. Derives everything from events and sends nothing.
 *
 * A booking is computed first and becomes true only by `commit`, after the journal holds it: memory
 * never runs ahead of the truth.
 */
export class PortfolioTracker {
  readonly #ids: Ids;
  readonly #books = new Map<string, BookPosition>();
  readonly #fills = new Map<string, { readonly fill: Fill; readonly strategyName: string }>();
  readonly #commissions = new Set<string>();
  readonly #recent: Fill[] = [];
  #account: AccountSnapshot | undefined;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** Takes up the durable state of a portfolio that existed before this run. */
  restore(reader: RecordReader, strategyOf: (clientOrderId: string | null) => string): void {
    for (const book of reader.bookPositions())
      this.#books.set(keyOf(book.strategyName, book.symbol), book);
    for (const fill of reader.fills()) {
      this.#remember(fill, strategyOf(fill.clientOrderId));
      if (fill.commission !== null) this.#commissions.add(fillKey(fill));
    }
    for (const paid of reader.commissions()) this.#commissions.add(fillKey(paid));
  }

  /** The opening entry of a fresh portfolio; empty when the account holds no cash. */
  open(account: AccountSnapshot): readonly JournalEvent[] {
    const entry = openingEntry(account, this.#ids.next('entry'));
    return entry === undefined ? [] : [journalEvent('ledger.posted', account.time, entry)];
  }

  /** Books a fill and the commission it carries; `undefined` when this execution is booked already (baseline defect H). */
  bookFill(fill: Fill, strategyName: string): Booking | undefined {
    if (this.#fills.has(fillKey(fill))) return undefined;
    const move = applyFillToBook(
      this.#books.get(keyOf(strategyName, fill.symbol)),
      fill,
      strategyName,
    );
    const origin = { entryId: this.#ids.next('entry'), strategyName };
    const events: JournalEvent[] = [
      journalEvent('fill.booked', fill.time, fill),
      journalEvent('ledger.posted', fill.time, fillEntry(fill, move, origin)),
    ];
    let book = move.book;
    const commission = commissionOf(fill);
    if (commission !== undefined) {
      book = addFeeToBook(
        book,
        Decimal.from(commission.commission),
        commission.currency,
        fill.time,
      );
      const fee = commissionEntry(commission, fill.symbol, {
        entryId: this.#ids.next('entry'),
        strategyName,
      });
      events.push(journalEvent('ledger.posted', fill.time, fee));
    }
    events.push(journalEvent('position.changed', fill.time, book));
    const commit = (): void => {
      this.#books.set(keyOf(strategyName, fill.symbol), book);
      if (commission !== undefined) this.#commissions.add(fillKey(fill));
      this.#remember(fill, strategyName);
    };
    return { events, book, fill, commit };
  }

  /** Books a commission that came apart from its fill; `undefined` when it is booked already or its fill is not known yet. */
  bookCommission(commission: Commission): Booking | undefined {
    const known = this.#fills.get(fillKey(commission));
    if (known === undefined || this.#commissions.has(fillKey(commission))) return undefined;
    const { fill, strategyName } = known;
    const before = this.#books.get(keyOf(strategyName, fill.symbol));
    if (before === undefined) return undefined;
    const book = addFeeToBook(
      before,
      Decimal.from(commission.commission),
      commission.currency,
      commission.time,
    );
    const entry = commissionEntry(commission, fill.symbol, {
      entryId: this.#ids.next('entry'),
      strategyName,
    });
    const events = [
      journalEvent('commission.booked', commission.time, commission),
      journalEvent('ledger.posted', commission.time, entry),
      journalEvent('position.changed', commission.time, book),
    ];
    const commit = (): void => {
      this.#books.set(keyOf(strategyName, fill.symbol), book);
      this.#commissions.add(fillKey(commission));
    };
    return { events, book, fill, commit };
  }

  /** True when the execution is booked. */
  hasFill(key: Pick<Fill, 'venue' | 'accountId' | 'fillId' | 'revision'>): boolean {
    return this.#fills.has(fillKey(key));
  }

  onAccount(account: AccountSnapshot): void {
    this.#account = account;
  }

  /** The venue's last word on balances; `undefined` before the first. */
  account(): AccountSnapshot | undefined {
    return this.#account;
  }

  position(strategyName: string, symbol: string): BookPosition | undefined {
    return this.#books.get(keyOf(strategyName, symbol));
  }

  /** Signed quantity over the books of all strategies: what the venue should hold. */
  netQuantity(symbol: string): Decimal {
    let net = Decimal.zero;
    for (const book of this.#books.values())
      if (book.symbol === symbol) net = net.plus(Decimal.from(book.quantity));
    return net;
  }

  /** Books of one strategy, or all; closed ones too, for their realised PnL. */
  books(strategyName?: string): readonly BookPosition[] {
    const all = [...this.#books.values()];
    return strategyName === undefined
      ? all
      : all.filter((book) => book.strategyName === strategyName);
  }

  /** The newest fills, oldest first. */
  recentFills(limit: number): readonly Fill[] {
    return limit <= 0 ? [] : this.#recent.slice(-limit);
  }

  #remember(fill: Fill, strategyName: string): void {
    this.#fills.set(fillKey(fill), { fill, strategyName });
    this.#recent.push(fill);
    if (this.#recent.length > recentCapacity) this.#recent.shift();
  }
}

function keyOf(strategyName: string, symbol: string): string {
  return `${strategyName} ${symbol}`;
}

function fillKey(fill: Pick<Fill, 'venue' | 'accountId' | 'fillId' | 'revision'>): string {
  return `${fill.venue} ${fill.accountId} ${fill.fillId} ${fill.revision}`;
}

function commissionOf(fill: Fill): Commission | undefined {
  if (fill.commission === null || fill.commissionCurrency === null) return undefined;
  const { venue, accountId, fillId, revision, time } = fill;
  return {
    venue,
    accountId,
    fillId,
    revision,
    commission: fill.commission,
    currency: fill.commissionCurrency,
    time,
  };
}
