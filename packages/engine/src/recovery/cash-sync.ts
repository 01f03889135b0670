/** Holds the venue's cash against the ledger's, and halts entries over what nobody can explain. @module */
import {
  Decimal,
  journalEvent,
  parseSymbol,
  type AccountSnapshot,
  type BaseTrader,
  type Clock,
  type Halt,
  type Journal,
} from '@tradewright/core';
import { owedQuantity } from '../execution/is-over.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import {
  cashLines,
  isUnexplained,
  type CashInput,
  type CashLine,
} from '../portfolio/cash-lines.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import { DriftWatch } from './drift-watch.ts';

/** What is compared, and whom it stops. */
export type CashSyncOptions = {
  readonly trader: Pick<BaseTrader, 'venue' | 'fetchAccount' | 'connection' | 'capabilities'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly portfolio: PortfolioTracker;
  readonly orders: Pick<OrderRegistry, 'unsettled'>;
  readonly halts: HaltDesk;
  /** Balances of the accounts `cash:*`. */
  readonly ledger: () => ReadonlyMap<string, Decimal>;
  /** Expected commissions that no report has come for. */
  readonly pendingFees: () => ReadonlyMap<string, Decimal>;
  readonly tolerances: Readonly<Record<string, string>>;
};

/** Longer than the three minutes in which IB repeats balances: what was under way has arrived by then. */
const settleMs = 200_000;
/** A checkpoint is due after this long in any case. */
const everyMs = 600_000;

/** Looks again and again; a difference that stands is a halt of the account until a person explains it. */
export class CashSync {
  readonly #options: CashSyncOptions;
  readonly #drift = new DriftWatch(settleMs);
  #account: AccountSnapshot | undefined;
  #lookedAt: number | undefined;
  #written: string | undefined;

  constructor(options: CashSyncOptions) {
    this.#options = options;
  }

  /** True when the ledger may have moved since the last look, or a difference is to be judged again. */
  get isDue(): boolean {
    if (this.#lookedAt === undefined) return false;
    const age = this.#options.clock.monotonic() - this.#lookedAt;
    if (age >= everyMs) return true;
    return this.lines().some(({ cause }) => cause !== 'none' && cause !== 'rounding');
  }

  /** The last word of the venue against the ledger as it is now; empty before the first look. */
  lines(): readonly CashLine[] {
    return this.#account === undefined ? [] : this.compare(this.#account);
  }

  /** Another snapshot against the ledger as it is now; judges nothing. */
  compare(account: AccountSnapshot): readonly CashLine[] {
    return cashLines(this.#inputOf(account));
  }

  /** Asks the venue and judges what it says; never rejects, since the next look is due soon. */
  async ask(): Promise<void> {
    const { trader, clock } = this.#options;
    if (trader.connection().socket !== 'up') return;
    const begun = clock.monotonic();
    const { epoch } = trader.connection();
    const account = await trader.fetchAccount().catch(() => undefined);
    if (account !== undefined) this.look(account, { begun, epoch });
  }

  /** Takes in a snapshot. @param at - When it was asked for on the monotonic clock, and on which connection. */
  look(account: AccountSnapshot, at: { readonly begun: number; readonly epoch: number }): void {
    this.#account = account;
    this.#lookedAt = at.begun;
    const lines = this.lines();
    for (const line of lines) {
      const { currency: symbol, ledger } = line;
      const difference = isUnexplained(line) ? Decimal.from(line.difference) : Decimal.zero;
      const found = { symbol, difference, booked: Decimal.from(ledger), position: undefined };
      if (this.#drift.stands(found, at)) this.#halt(line);
    }
    this.#write(account, lines);
  }

  /** The last look of a session: what the venue says now stays in the journal. */
  async finish(): Promise<void> {
    await this.ask();
    this.#written = undefined;
    if (this.#account !== undefined) this.#write(this.#account, this.lines());
  }

  /** Ends the halts of cash that agrees again after somebody booked what was missing; those that ended. */
  settled(operator: string): readonly Halt[] {
    const { halts } = this.#options;
    return this.lines()
      .filter((line) => !isUnexplained(line) && halts.halt(haltIdOf(line.currency)) !== undefined)
      .map(({ currency }) => halts.clear(haltIdOf(currency), operator));
  }

  #halt(line: CashLine): void {
    const { currency, venue, ledger, difference, cause } = line;
    const kinds = cause === 'received' ? 'transfer, interest or dividend' : 'transfer, fee or tax';
    this.#options.halts.raise({
      haltId: haltIdOf(currency),
      scope: 'account',
      subject: this.#options.trader.venue,
      reason: `the venue has ${venue} ${currency} and the ledger ${ledger}: ${difference} was ${cause} without a trade of ours; book it with \`tradewright book-cash --kind KIND --amount ${difference} --currency ${currency}\`, KIND being ${kinds}`,
    });
  }

  /** What the venue said is kept where it tells something new. */
  #write(account: AccountSnapshot, lines: readonly CashLine[]): void {
    const { journal } = this.#options;
    const state = JSON.stringify(lines.map(({ currency, cause }) => [currency, cause]));
    if (state === this.#written) return;
    this.#written = state;
    journal.append([journalEvent('account.observed', account.time, account)]);
  }

  #inputOf(account: AccountSnapshot): CashInput {
    const { portfolio, orders, trader, ledger, pendingFees, tolerances } = this.#options;
    return {
      account,
      ledger: ledger(),
      books: portfolio.books(),
      pairsAreCash: trader.capabilities.pairsAreCash === true,
      pendingFees: pendingFees(),
      owed: new Set(
        orders.unsettled().flatMap((record) => {
          const { base, quote } = parseSymbol(record.intent.symbol);
          const isOwed = owedQuantity(record).isPositive() || record.life === 'unknown';
          return isOwed ? [base, quote] : [];
        }),
      ),
      tolerances,
    };
  }
}

/** One halt per currency. */
export function haltIdOf(currency: string): string {
  return `cash:${currency}`;
}
