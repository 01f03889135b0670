/** Brings the session's books and the venue's word together. @module */
import type { BaseTrader, Clock, Fill, OrderReport, QueryResult } from '@tradewright/core';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { OrderRegistry } from '../execution/order-registry.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';

/** What a resync found. It is complete only when every list was. */
export type ResyncReport = {
  readonly complete: boolean;
  readonly problems: readonly string[];
  readonly openOrders: number;
  readonly recoveredFills: number;
};

/** What the service works with. */
export type ResyncOptions = {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly execution: ExecutionEngine;
  readonly orders: OrderRegistry;
  readonly portfolio: PortfolioTracker;
};

/** Events may have been lost before the last execution that was booked: a day before it is asked for again. */
const overlapMs = 86_400_000;

/**
 * Asks the venue for fills, orders and balances and puts the answers through the same path as live
 * events. A list that is incomplete proves nothing about absence and leaves the session not ready.
 */
export class ResyncService {
  readonly #options: ResyncOptions;

  constructor(options: ResyncOptions) {
    this.#options = options;
  }

  /** @param since - Fills and closed orders from this time on, ms UTC. */
  async run(since: number): Promise<ResyncReport> {
    const { trader, execution, orders, portfolio, clock } = this.#options;
    const problems: string[] = [];
    for (const record of orders.open()) {
      if (record.life !== 'intent') continue;
      const message = 'A stale intent of an earlier run was never sent.';
      execution.resolve(record.intent.clientOrderId, {
        kind: 'denied',
        message,
        time: clock.now(),
      });
    }
    portfolio.onAccount(await trader.fetchAccount());
    const fillsSince = Math.max(0, since - overlapMs);
    const fills = listOf('fills', await trader.fetchFills({ since: fillsSince }), problems);
    let recoveredFills = 0;
    for (const fill of fills) {
      if (portfolio.hasFill(fill)) {
        this.#catchUpCommission(fill);
        continue;
      }
      recoveredFills += 1;
      execution.onFill({ ...fill, provenance: 'recovered' });
    }
    for (const report of listOf(
      'closed orders',
      await trader.fetchClosedOrders({ since: fillsSince }),
      problems,
    )) {
      if (orders.resolve(report.clientOrderId, report.venueOrderId) !== undefined)
        execution.onReport(report);
    }
    const open = listOf('open orders', await trader.fetchOpenOrders({ scope: 'all' }), problems);
    for (const report of open) execution.onReport(report);
    await this.#lookUp(open, problems);
    return { complete: problems.length === 0, problems, openOrders: open.length, recoveredFills };
  }

  /** A commission that was lost on its way comes with the execution. */
  #catchUpCommission({ commission, commissionCurrency: currency, ...fill }: Fill): void {
    if (commission === null || currency === null) return;
    const { venue, accountId, fillId, revision, time } = fill;
    const paid = { venue, accountId, fillId, revision, commission, currency, time };
    this.#options.execution.onCommission(paid);
  }

  /** Orders of ours that no list showed are asked for one by one. Absence alone proves nothing and leaves them as they are. */
  async #lookUp(open: readonly OrderReport[], problems: string[]): Promise<void> {
    const { trader, execution, orders } = this.#options;
    const shown = new Set(open.map((report) => report.clientOrderId));
    for (const { intent } of orders.open()) {
      if (shown.has(intent.clientOrderId)) continue;
      try {
        const answer = await trader.fetchOrder(intent.clientOrderId);
        if (answer.kind === 'found') execution.onReport(answer.item);
      } catch (error) {
        problems.push(
          `order ${intent.clientOrderId}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }
}

function listOf<Item>(
  what: string,
  result: QueryResult<Item>,
  problems: string[],
): readonly Item[] {
  if (result.kind === 'complete') return result.items;
  problems.push(`${what}: ${result.message}`);
  return result.partial;
}
