/** Company reports of a watchlist, asked for as they age. @module */
import { TradewrightError, type BaseTrader, type Clock } from '@tradewright/core';
import type { CompanyReportStore } from '@tradewright/store';
import type { CompanyReport, VenueEntry } from '../venues/venue-entry.ts';

/** How asking ended: `fresh` was kept by an earlier run, `unreadable` is kept with its raw text. */
export type ReportState = 'not-asked' | 'fresh' | 'kept' | 'unreadable' | 'not-offered' | 'failed';

/** What the desk works with. `ask` is left out where the venue never has reports. */
export type ReportDeskOptions = {
  readonly ask: VenueEntry['fundamentals'];
  readonly trader: BaseTrader;
  readonly store: Pick<CompanyReportStore, 'keep' | 'latest'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly refreshMs: number;
  readonly onFailure: (symbol: string, reason: string) => void;
};

/** Asks one symbol after the other; that one fails stops nothing. */
export class ReportDesk {
  readonly #options: ReportDeskOptions;
  readonly #states = new Map<string, ReportState>();

  constructor(options: ReportDeskOptions) {
    this.#options = options;
  }

  stateOf(symbol: string): ReportState {
    return this.#states.get(symbol) ?? 'not-asked';
  }

  /** Asks for what is older than the refresh time. It never rejects. */
  async refresh(symbols: readonly string[]): Promise<void> {
    for (const symbol of symbols) this.#states.set(symbol, await this.#refreshOne(symbol));
  }

  async #refreshOne(symbol: string): Promise<ReportState> {
    const { ask, trader, store, clock, refreshMs, onFailure } = this.#options;
    if (ask === undefined) return 'not-offered';
    try {
      const known = store.latest(symbol);
      if (known !== undefined && clock.now() - known.time < refreshMs) return 'fresh';
      const report = await ask(trader, symbol, clock.now());
      return report === undefined ? 'not-offered' : this.#keep(symbol, report);
    } catch (error) {
      onFailure(symbol, TradewrightError.is(error) ? error.message : String(error));
      return 'failed';
    }
  }

  #keep(symbol: string, { facts, rawHash, raw, problem }: CompanyReport): ReportState {
    this.#options.store.keep({ symbol, time: this.#options.clock.now(), facts, rawHash, raw });
    if (problem === null) return 'kept';
    this.#options.onFailure(symbol, problem);
    return 'unreadable';
  }
}
