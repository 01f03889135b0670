/** Hears the currency pairs that a session converts at. @module */
import { TradewrightError, type BaseTrader, type Undo } from '@tradewright/core';
import { pairSymbols, ratePivot } from '../market/currency-pair.ts';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { DataFetchCoordinator } from '../market/data-fetch-coordinator.ts';
import type { MarketState } from '../market/market-state.ts';

/** What the desk works with. */
export type RateDeskOptions = {
  readonly trader: BaseTrader;
  readonly baseCurrency: string;
  readonly market: MarketState;
  readonly converter: CurrencyConverter;
  readonly fetch: DataFetchCoordinator;
};

/**
 * Finds the pair of a currency with the base at the venue, either way round, and subscribes to it.
 * A venue without one leaves the currency without a rate: whatever needs it is denied.
 */
export class RateDesk {
  readonly #options: RateDeskOptions;
  readonly #undo: Undo[] = [];
  readonly #answered = new Set<string>();

  constructor(options: RateDeskOptions) {
    this.#options = options;
  }

  /** Resolves when the currencies can be converted, as far as the venue has quotes for them; never rejects. */
  async need(currencies: Iterable<string>): Promise<void> {
    for (const currency of new Set(currencies)) {
      // What the venue could not answer is asked again later; that it has no such pair is an answer.
      if (this.#lacks(currency)) await this.#need(currency).catch(() => undefined);
    }
  }

  /** True while one of the currencies has no rate and may still get one. */
  lacksAny(currencies: Iterable<string>): boolean {
    for (const currency of currencies) if (this.#lacks(currency)) return true;
    return false;
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #lacks(currency: string): boolean {
    const { baseCurrency, converter } = this.#options;
    return !this.#answered.has(currency) && converter.rate(currency, baseCurrency) === undefined;
  }

  async #need(currency: string): Promise<void> {
    const { baseCurrency } = this.#options;
    const isQuoted = await this.#subscribe(currency, baseCurrency);
    const mayCross = !isQuoted && currency !== ratePivot && baseCurrency !== ratePivot;
    if (mayCross && (await this.#subscribe(currency, ratePivot))) await this.need([ratePivot]);
    this.#answered.add(currency);
  }

  async #subscribe(from: string, to: string): Promise<boolean> {
    const { trader, market, fetch } = this.#options;
    for (const symbol of pairSymbols(from, to)) {
      const instrument = await trader.loadInstrument(symbol).catch(absent);
      if (instrument === undefined || instrument.assetClass === 'equity') continue;
      market.setInstrument(instrument);
      const quote = await fetch.fetchQuote(symbol).catch(() => undefined);
      if (quote !== undefined) market.onQuote(quote);
      this.#undo.push(await trader.subscribe({ stream: 'quote', symbol }));
      return true;
    }
    return false;
  }
}

function absent(error: unknown): undefined {
  const isNo =
    TradewrightError.is(error) &&
    (error.code === 'SYMBOL_UNKNOWN' || error.code === 'SYMBOL_NOT_ALLOWED');
  if (!isNo) throw error;
}
