/** Builds what a session converts and reckons costs with. @module */
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { DataFetchCoordinator } from '../market/data-fetch-coordinator.ts';
import type { MarketState } from '../market/market-state.ts';
import { quotedConverter } from '../market/quoted-converter.ts';
import { CostTracker } from '../portfolio/cost-tracker.ts';
import { FxBook } from '../portfolio/fx-book.ts';
import type { ConversionRules, EngineOptions } from './engine-options.ts';
import { RateDesk } from './rate-desk.ts';

/** One converter, shared by everybody who converts. */
export type Money = {
  readonly converter: CurrencyConverter;
  readonly costTracker: CostTracker;
  readonly rateDesk: RateDesk;
  readonly fxBook: FxBook;
};

const defaultConversion: ConversionRules = { maxAgeMs: 300_000, bufferBps: '0' };

/** Builds, subscribes to nothing. */
export function buildMoney(
  options: Pick<
    EngineOptions,
    'trader' | 'clock' | 'baseCurrency' | 'rates' | 'conversion' | 'fees'
  >,
  market: MarketState,
  fetch: DataFetchCoordinator,
): Money {
  const { trader, clock, baseCurrency, conversion = defaultConversion } = options;
  const elsewhere = options.rates;
  const converter = quotedConverter({ market, clock, baseCurrency, ...conversion, elsewhere });
  const costTracker = new CostTracker(options.fees, {
    instrument: (symbol) => market.instrument(symbol),
    converter,
  });
  const rateDesk = new RateDesk({ trader, baseCurrency, market, converter, fetch });
  const fxBook = new FxBook(baseCurrency, (currency) => converter.rate(currency, baseCurrency));
  return { converter, costTracker, rateDesk, fxBook };
}
