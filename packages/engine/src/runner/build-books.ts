/** Builds what is held, and what says how much more may be. @module */
import type { DataFetchCoordinator } from '../market/data-fetch-coordinator.ts';
import type { MarketState } from '../market/market-state.ts';
import { ExternalHoldings } from '../portfolio/external-holdings.ts';
import { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { CapWatch } from '../risk/cap-watch.ts';
import { RiskManager } from '../risk/risk-manager.ts';
import type { Money } from './build-money.ts';
import type { EngineOptions } from './engine-options.ts';
import { ExternalWatch } from './external-watch.ts';

/** Our books, what stands beside them in the account, and the caps over both. */
export type Books = {
  readonly portfolioTracker: PortfolioTracker;
  readonly externalHoldings: ExternalHoldings;
  readonly externalWatch: ExternalWatch;
  readonly riskManager: RiskManager;
  readonly capWatch: CapWatch;
};

/** What the books are valued with. */
export type BooksParts = Pick<Money, 'converter' | 'costTracker'> & {
  readonly market: MarketState;
  readonly dataFetchCoordinator: DataFetchCoordinator;
};

/** Builds, asks the venue for nothing. */
export function buildBooks(options: EngineOptions, parts: BooksParts): Books {
  const { ids, caps, riskPool: pool, baseCurrency, clock, trader } = options;
  const { market, converter, costTracker: costs, dataFetchCoordinator } = parts;
  const portfolioTracker = new PortfolioTracker(ids);
  const externalHoldings = new ExternalHoldings(ids);
  const counts = options.baselinePositions !== 'ignore';
  const riskManager = new RiskManager({
    caps,
    pool,
    baseCurrency,
    clock,
    market,
    converter,
    costs,
    portfolio: portfolioTracker,
    external: counts ? externalHoldings : undefined,
  });
  return {
    portfolioTracker,
    externalHoldings,
    externalWatch: new ExternalWatch({ externalHoldings, market, trader, dataFetchCoordinator }),
    riskManager,
    capWatch: new CapWatch(() => riskManager.capStates()),
  };
}
