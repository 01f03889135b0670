/** Carries out the verdicts on what the venue holds. @module */
import {
  Decimal,
  midOf,
  type Clock,
  type Journal,
  type OrderRecord,
  type Position,
} from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import { owedQuantity } from '../execution/is-over.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { MarketState } from '../market/market-state.ts';
import type { ExternalHoldings } from '../portfolio/external-holdings.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { signedQuantity } from '../portfolio/signed-quantity.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';
import { DriftWatch, type DriftLook } from './drift-watch.ts';
import { holdingDifferences, type HoldingDifference } from './holding-differences.ts';
import { inferredFill } from './inferred-fill.ts';
import {
  reconcileVerdict,
  type Inference,
  type Suspect,
  type Verdict,
} from './reconcile-verdict.ts';

/** What positions are compared with, and who carries out what follows. */
export type PositionSyncOptions = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly market: Pick<MarketState, 'instrument' | 'quote'>;
  readonly orders: OrderRegistry;
  readonly portfolio: PortfolioTracker;
  readonly external: ExternalHoldings;
  readonly execution: ExecutionEngine;
  readonly halts: Pick<HaltDesk, 'raise'>;
  /** Symbols in which earlier runs of the portfolio have ordered. */
  readonly ordered: ReadonlySet<string>;
  readonly settleMs: number;
};

/** Whose positions a look has found. */
export type PositionLook = DriftLook & {
  readonly venue: string;
  readonly accountId: string;
  readonly positions: readonly Position[];
};

/** Judges every holding after a complete look. */
export class PositionSync {
  readonly #options: PositionSyncOptions;
  readonly #drift: DriftWatch;

  constructor(options: PositionSyncOptions) {
    this.#options = options;
    this.#drift = new DriftWatch(options.settleMs);
  }

  /** What is still open; the session is not ready while there is something. */
  sync(look: PositionLook): readonly string[] {
    const { portfolio, external, market, halts } = this.#options;
    for (const position of look.positions) {
      const reason = this.#misplaced(position, look.accountId);
      if (reason === undefined) continue;
      const { halt } = reconcileVerdict({ kind: 'misplaced', symbol: position.symbol, reason });
      if (halt !== null) halts.raise({ ...halt, subject: look.venue });
      return [reason];
    }
    external.observe(look.positions);
    const differences = holdingDifferences({
      positions: look.positions,
      books: portfolio.books(),
      external: external.quantities(),
      ordered: new Set([...this.#options.ordered, ...this.#options.orders.symbols()]),
      instrument: (symbol) => market.instrument(symbol),
    });
    return differences.flatMap((found) => {
      const settled = this.#drift.stands(found, look);
      const { symbol, difference } = found;
      const suspects = this.#suspects(symbol);
      const ours = this.#isOurs(symbol);
      const verdict = reconcileVerdict({
        kind: 'holding',
        symbol,
        difference,
        ours,
        settled,
        suspects,
      });
      return this.#carryOut(found, verdict, look);
    });
  }

  #carryOut(found: HoldingDifference, verdict: Verdict, look: PositionLook): readonly string[] {
    const { halts, journal, external, clock } = this.#options;
    const { symbol, difference } = found;
    if (verdict.action === 'wait') return [verdict.reason];
    if (verdict.halt !== null)
      halts.raise({ ...verdict.halt, subject: symbol, haltId: `holding:${symbol}` });
    if (verdict.action === 'infer') {
      const unpriced = verdict.inferences.filter((one) => !this.#infer(one, found, look));
      return unpriced.map(
        ({ clientOrderId }) => `no price is known for what ${clientOrderId} filled`,
      );
    }
    if (verdict.action !== 'external') return [];
    const { reason } = verdict;
    const currency = found.position?.currency ?? currencyOf(symbol);
    const change = { symbol, currency, quantity: difference, reason, time: clock.now() };
    const { events, commit } = external.change(change);
    journal.append(events);
    commit();
    return [];
  }

  /** The executions are missing: one stand-in per order takes their place until they come. False without a price. */
  #infer(inference: Inference, found: HoldingDifference, look: PositionLook): boolean {
    const { orders, portfolio, execution, clock } = this.#options;
    const record = orders.record(inference.clientOrderId);
    const price = record === undefined ? undefined : this.#priceOf(record, found);
    if (record === undefined || price === undefined) return false;
    const { clientOrderId, symbol } = record.intent;
    const fill = inferredFill(record, {
      venue: look.venue,
      accountId: look.accountId,
      quantity: inference.quantity.absolute(),
      price,
      currency: this.#options.market.instrument(symbol)?.currency ?? currencyOf(symbol),
      earlier: portfolio.standIn(clientOrderId),
      time: clock.now(),
    });
    execution.onFill(fill);
    return true;
  }

  /** The worst that the order allowed; without a limit what the venue says the position cost, or the market. */
  #priceOf({ intent }: OrderRecord, found: HoldingDifference): Decimal | undefined {
    const quote = this.#options.market.quote(intent.symbol);
    const mid = quote === undefined ? null : midOf(quote);
    const named = intent.limitPrice ?? intent.stopPrice ?? found.position?.averagePrice ?? null;
    if (named !== null) return Decimal.from(named);
    return mid === null ? undefined : Decimal.fromMarketNumber(mid);
  }

  #suspects(symbol: string): readonly Suspect[] {
    return this.#options.orders.unsettled().flatMap((record): Suspect[] => {
      const { clientOrderId, side } = record.intent;
      if (record.intent.symbol !== symbol) return [];
      const filled = Decimal.from(record.filled);
      const counted = owedQuantity(record);
      const certain = counted.isPositive();
      if (!certain && record.life !== 'unknown') return [];
      const missing = certain ? counted : Decimal.from(record.quantity).minus(filled);
      return [{ clientOrderId, missing: signedQuantity(side, missing), certain }];
    });
  }

  #isOurs(symbol: string): boolean {
    const { ordered, orders } = this.#options;
    return ordered.has(symbol) || orders.symbols().has(symbol);
  }

  #misplaced({ symbol, accountId, currency }: Position, ours: string): string | undefined {
    const traded = this.#options.market.instrument(symbol)?.currency;
    if (accountId !== ours) return `a position in ${symbol} came for another account`;
    return traded !== undefined && traded !== currency
      ? `${symbol} is held in ${currency} and traded in ${traded}`
      : undefined;
  }
}

function currencyOf(symbol: string): string {
  return symbol.slice(symbol.indexOf('/') + 1);
}
