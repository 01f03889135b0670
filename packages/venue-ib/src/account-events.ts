/** Orders, fills and commissions as events: each is told once. @module */
import {
  EventName,
  type CommissionReport,
  type Contract,
  type Execution,
  type IBApi,
} from '@stoqey/ib';
import type { Commission, Fill, OrderReport } from '@tradewright/core';
import type { TraderEmitter } from '@tradewright/venue-kit';
import type { KnownOrder, KnownOrders } from './orders/known-orders.ts';
import { attachOrderNews } from './orders/order-queries.ts';
import { parseCommission, parseExecution } from './orders/parse-execution.ts';

/** What the events need. `zone` holds for IB's times without one; `onOwnOrder` hears of this client's orders. */
export type AccountEventsOptions = {
  readonly emitter: TraderEmitter;
  readonly known: KnownOrders;
  readonly accountId: () => string;
  readonly now: () => number;
  readonly zone: string;
  readonly onOwnOrder: (known: KnownOrder) => void;
};

/** Turns IB's repeating messages into events without repetition. */
export class AccountEvents {
  readonly #options: AccountEventsOptions;
  readonly #seenFills = new Set<string>();
  readonly #commissions = new Map<string, Commission>();
  readonly #lastTold = new Map<
    string,
    { readonly text: string; readonly venueOrderId: string | null }
  >();

  constructor(options: AccountEventsOptions) {
    this.#options = options;
  }

  attach(api: IBApi): void {
    attachOrderNews(api, this.#options.known, {
      order: (known) => this.#onOrder(known),
      execution: (reqId, contract, execution) => this.#onExecution(reqId, contract, execution),
    });
    api.on(EventName.commissionReport, (report: CommissionReport) => this.#onCommission(report));
  }

  /** `undefined` for what cannot be named or read. */
  parseFill(
    contract: Contract,
    execution: Execution,
    provenance: Fill['provenance'] & ('live' | 'recovered'),
  ): Fill | undefined {
    const { known, now, zone } = this.#options;
    const clientOrderId = known.clientOrderIdOf(execution);
    return parseExecution(contract, execution, {
      clientOrderId,
      provenance,
      receivedTime: now(),
      zone,
    });
  }

  /** The fill with its commission, where that is known. */
  withCommission(fill: Fill): Fill {
    const found = this.#commissions.get(`${fill.fillId}.${fill.revision}`);
    return found === undefined
      ? fill
      : { ...fill, commission: found.commission, commissionCurrency: found.currency };
  }

  #onOrder(known: KnownOrder): void {
    const report = this.#options.known.report(known, this.#options.now());
    if (report !== undefined) this.#tell(known.key, report);
    this.#options.onOwnOrder(known);
  }

  #tell(key: string, report: OrderReport): void {
    const { emitter } = this.#options;
    const previous = this.#lastTold.get(key);
    const text = JSON.stringify({ ...report, receivedTime: 0 });
    if (text === previous?.text) return;
    const { venueOrderId, clientOrderId } = report;
    this.#lastTold.set(key, { text, venueOrderId });
    emitter.emit(report.foreign ? 'order-elsewhere' : 'order', report);
    const from = previous?.venueOrderId ?? null;
    if (from !== null && venueOrderId !== null && from !== venueOrderId) {
      emitter.emit('order-id-change', { clientOrderId, from, to: venueOrderId });
    }
  }

  #onExecution(reqId: number, contract: Contract, execution: Execution): void {
    const fill = this.parseFill(contract, execution, reqId === -1 ? 'live' : 'recovered');
    if (fill === undefined || fill.accountId !== this.#options.accountId()) return;
    const key = `${fill.fillId}.${fill.revision}`;
    if (this.#seenFills.has(key)) return;
    this.#seenFills.add(key);
    this.#options.emitter.emit('fill', this.withCommission(fill));
  }

  #onCommission(report: CommissionReport): void {
    const { accountId, now, emitter } = this.#options;
    const commission = parseCommission(report, accountId(), now());
    if (commission === undefined) return;
    const key = `${commission.fillId}.${commission.revision}`;
    const known = this.#commissions.get(key);
    this.#commissions.set(key, commission);
    if (known?.commission !== commission.commission) emitter.emit('commission', commission);
  }
}
