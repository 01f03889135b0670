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
  type LedgerEntry,
  type RecordReader,
} from '@tradewright/core';
import { addFeeToBook, applyFillToBook } from './book-machine.ts';
import { correctFill } from './correct-fill.ts';
import { commissionEntry, fillEntry, openingEntry } from './ledger.ts';

/** A booking that is worked out but not yet true: append `events`, then call `commit`. */
export type Booking = {
  readonly events: readonly JournalEvent[];
  readonly book: BookPosition;
  /** The execution concerned, and the revision of it that this one corrects. */
  readonly fill: Fill;
  readonly corrects?: Fill | undefined;
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
  /** The newest revision of each execution, in the order in which the first ones came. */
  readonly #fills = new Map<string, Booked>();
  readonly #commissions = new Map<string, Commission>();
  /** By order: what was inferred in the place of executions that are missing. */
  readonly #standIns = new Map<string, Fill>();
  readonly #recent: Fill[] = [];
  /** The books as a list, made anew after a change. */
  #all: readonly BookPosition[] | undefined;
  #account: AccountSnapshot | undefined;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** Takes up the durable state of a portfolio that existed before this run. */
  restore(reader: RecordReader, strategyOf: (clientOrderId: string | null) => string): void {
    for (const book of reader.bookPositions()) this.#keep(book);
    const entries = new Map(
      reader
        .ledgerEntries()
        .flatMap((entry) => (isBooking(entry) ? [[entry.reference, entry]] : [])),
    );
    for (const fill of reader.fills()) {
      const entry = entries.get(`${fill.fillId}.${fill.revision}`);
      this.#remember({ fill, strategyName: strategyOf(fill.clientOrderId), entry });
      const paid = commissionOf(fill);
      if (paid !== undefined) this.#commissions.set(rootOf(fill), paid);
    }
    for (const paid of reader.commissions()) this.#commissions.set(rootOf(paid), paid);
  }

  /** The opening entry of a fresh portfolio; empty when the account holds no cash. */
  open(account: AccountSnapshot): readonly JournalEvent[] {
    const entry = openingEntry(account, this.#ids.next('entry'));
    return entry === undefined ? [] : [journalEvent('ledger.posted', account.time, entry)];
  }

  /**
   * Books a fill and the commission it carries; `undefined` when this execution is booked already,
   * in this revision or a later one (baseline defect H). A higher revision corrects the lower one.
   */
  bookFill(fill: Fill, strategyName: string): Booking | undefined {
    const known = this.#fills.get(rootOf(fill));
    if (known !== undefined && known.fill.revision >= fill.revision) return undefined;
    const owner = known?.strategyName ?? strategyName;
    const { move, entries } =
      known === undefined ? this.#booked(fill, owner) : this.#corrected(fill, known);
    const events: JournalEvent[] = [journalEvent('fill.booked', fill.time, fill)];
    for (const entry of entries) events.push(journalEvent('ledger.posted', fill.time, entry));
    let book = move;
    const commission = commissionOf(fill);
    if (commission !== undefined) {
      const paid = this.#paid(book, commission, fill);
      book = paid.book;
      events.push(journalEvent('ledger.posted', fill.time, paid.entry));
    }
    events.push(journalEvent('position.changed', fill.time, book));
    const commit = (): void => {
      this.#keep(book);
      if (commission !== undefined) this.#commissions.set(rootOf(fill), commission);
      this.#remember({ fill, strategyName: owner, entry: entries.at(-1) });
    };
    return { events, book, fill, corrects: known?.fill, commit };
  }

  /** Books a commission that came apart from its fill; `undefined` when it is booked already or its fill is not known yet. */
  bookCommission(commission: Commission): Booking | undefined {
    const known = this.#fills.get(rootOf(commission));
    const paid = this.#commissions.get(rootOf(commission));
    if (known === undefined || known.fill.revision < commission.revision) return undefined;
    if (paid !== undefined && paid.revision >= commission.revision) return undefined;
    const { fill, strategyName } = known;
    const before = this.#books.get(keyOf(strategyName, fill.symbol));
    if (before === undefined) return undefined;
    const { book, entry } = this.#paid(before, commission, fill);
    const events = [
      journalEvent('commission.booked', commission.time, commission),
      journalEvent('ledger.posted', commission.time, entry),
      journalEvent('position.changed', commission.time, book),
    ];
    const commit = (): void => {
      this.#keep(book);
      this.#commissions.set(rootOf(commission), commission);
    };
    return { events, book, fill, commit };
  }

  /** True when the execution is booked. */
  hasFill(key: Pick<Fill, 'venue' | 'accountId' | 'fillId' | 'revision'>): boolean {
    const known = this.#fills.get(rootOf(key));
    return known !== undefined && known.fill.revision >= key.revision;
  }

  /** Executions whose commission no report has come for. */
  fillsWithoutFee(): readonly Fill[] {
    const fills: Fill[] = [];
    for (const [root, { fill }] of this.#fills)
      if (!this.#commissions.has(root) && fill.provenance !== 'inferred') fills.push(fill);
    return fills;
  }

  /** The newest revision of what was inferred for an order, also after real executions took its place. */
  standIn(clientOrderId: string): Fill | undefined {
    return this.#standIns.get(clientOrderId);
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
    this.#all ??= [...this.#books.values()];
    return strategyName === undefined
      ? this.#all
      : this.#all.filter((book) => book.strategyName === strategyName);
  }

  /** The newest fills, oldest first. */
  recentFills(limit: number): readonly Fill[] {
    return limit <= 0 ? [] : this.#recent.slice(-limit);
  }

  #booked(fill: Fill, strategyName: string): Moved {
    const before = this.#books.get(keyOf(strategyName, fill.symbol));
    const moved = applyFillToBook(before, fill, strategyName);
    const origin = { entryId: this.#ids.next('entry'), strategyName };
    return { move: moved.book, entries: [fillEntry(fill, moved, origin)] };
  }

  #corrected(fill: Fill, known: Booked): Moved {
    const { strategyName, entry, fill: before } = known;
    const book = this.#books.get(keyOf(strategyName, fill.symbol));
    if (book === undefined) return this.#booked(fill, strategyName);
    const history = [...this.#fills.values()]
      .filter((one) => one.strategyName === strategyName && one.fill.symbol === fill.symbol)
      .map((one) => (one === known ? fill : one.fill));
    const nextId = (): string => this.#ids.next('entry');
    const next = correctFill({ history, book, before, after: fill, entry, nextId });
    return { move: next.book, entries: next.entries };
  }

  /** What an earlier revision was charged is given back with the same entry. */
  #paid(
    before: BookPosition,
    commission: Commission,
    { symbol }: Fill,
  ): { readonly book: BookPosition; readonly entry: LedgerEntry } {
    const { currency, time } = commission;
    const earlier = this.#commissions.get(rootOf(commission));
    const refund = earlier === undefined ? undefined : Decimal.from(earlier.commission).negated();
    let book = addFeeToBook(before, Decimal.from(commission.commission), currency, time);
    if (earlier !== undefined && refund !== undefined)
      book = addFeeToBook(book, refund, earlier.currency, time);
    const origin = { entryId: this.#ids.next('entry'), strategyName: before.strategyName };
    return { book, entry: commissionEntry(commission, symbol, origin, earlier) };
  }

  #keep(book: BookPosition): void {
    this.#books.set(keyOf(book.strategyName, book.symbol), book);
    this.#all = undefined;
  }

  #remember(booked: Booked): void {
    const { fill } = booked;
    this.#fills.set(rootOf(fill), booked);
    if (fill.provenance === 'inferred' && fill.clientOrderId !== null)
      this.#standIns.set(fill.clientOrderId, fill);
    this.#recent.push(fill);
    if (this.#recent.length > recentCapacity) this.#recent.shift();
  }
}

type Booked = {
  readonly fill: Fill;
  readonly strategyName: string;
  readonly entry: LedgerEntry | undefined;
};
type Moved = { readonly move: BookPosition; readonly entries: readonly LedgerEntry[] };

function keyOf(strategyName: string, symbol: string): string {
  return `${strategyName} ${symbol}`;
}

/** True for the entry that an execution stands in, not for its commission or a reversal. */
function isBooking({ kind, reverses, postings }: LedgerEntry): boolean {
  if (kind === 'fill') return true;
  const moves = postings.some((posting) => posting.account.startsWith('position:'));
  return kind === 'correction' && reverses === null && moves;
}

/** The execution, whatever its revision. */
function rootOf(fill: Pick<Fill, 'venue' | 'accountId' | 'fillId'>): string {
  return `${fill.venue} ${fill.accountId} ${fill.fillId}`;
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
