/** Questions about orders and executions. @module */
import {
  EventName,
  type Contract,
  type Execution,
  type IBApi,
  type Order,
  type OrderState,
} from '@stoqey/ib';
import {
  TradewrightError,
  type Absent,
  type Found,
  complete,
  incomplete,
  type Fill,
  type OrderReport,
  type QueryResult,
} from '@tradewright/core';
import { incompleteOf } from '../account/fetch-account.ts';
import { isReadOnlyText } from '../connection/ib-codes.ts';
import type { Asking } from '../connection/request-registry.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import { goodTillText } from './build-order.ts';
import type { KnownOrder, KnownOrders } from './known-orders.ts';

/** What the questions need. `parseFill` turns an execution into a fill; `undefined` for what cannot be named. */
export type OrderQueriesOptions = {
  readonly connection: IBConnectionManager;
  readonly known: KnownOrders;
  readonly now: () => number;
  readonly parseFill: (contract: Contract, execution: Execution) => Fill | undefined;
  /** Adds to a fill what came after its execution. */
  readonly finishFill: (fill: Fill) => Fill;
  /** Start of the venue's day, ms UTC: it serves executions from then on. */
  readonly dayStart: () => number;
};

/** Lists are whole only when IB ended them; questions without ids are asked one after the other. */
export class OrderQueries {
  readonly #options: OrderQueriesOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: OrderQueriesOptions) {
    this.#options = options;
  }

  async open(scope: 'own' | 'all'): Promise<QueryResult<OrderReport>> {
    const { known } = this.#options;
    const found = new Set<KnownOrder>();
    const result = await this.#list(
      'open orders',
      (asking) => {
        asking.listen(
          EventName.openOrder,
          (orderId: number, contract: Contract, order: Order, state: OrderState) =>
            found.add(known.onOpenOrder(orderId, contract, order, state)),
        );
        asking.listen(EventName.openOrderEnd, () => asking.resolve());
        if (scope === 'all') asking.api.reqAllOpenOrders();
        else asking.api.reqOpenOrders();
      },
      () => [...found].map((item) => known.report(item, this.#options.now())),
    );
    if (scope === 'all' || result.kind === 'incomplete') return result;
    return { ...result, items: result.items.filter((report) => !report.foreign) };
  }

  /** Looks among open and completed orders. @throws TradewrightError `VENUE_BAD_ANSWER` when a list was not whole: absence then is not proven */
  async find(clientOrderId: string): Promise<Found<OrderReport> | Absent> {
    const asOf = this.#options.now();
    for (const ask of [() => this.open('all'), () => this.completed()]) {
      const answer = await ask();
      const reports = answer.kind === 'complete' ? answer.items : answer.partial;
      const item = reports.find((report) => report.clientOrderId === clientOrderId);
      if (item !== undefined) return { kind: 'found', item };
      if (answer.kind === 'incomplete') {
        throw new TradewrightError(
          'VENUE_BAD_ANSWER',
          `Whether ${clientOrderId} exists was not known: ${answer.message}`,
          { hint: 'ask again when the connection is up' },
        );
      }
    }
    return { kind: 'absent', asOf };
  }

  completed(): Promise<QueryResult<OrderReport>> {
    const { known, now } = this.#options;
    const found: OrderReport[] = [];
    let unnamed = 0;
    return this.#list(
      'completed orders',
      (asking) => {
        asking.listen(
          EventName.completedOrder,
          (contract: Contract, order: Order, state: OrderState) => {
            const report = known.report(known.describeCompleted(contract, order, state), now());
            if (report === undefined) unnamed += 1;
            else found.push(report);
          },
        );
        asking.listen(EventName.completedOrdersEnd, () => asking.resolve());
        asking.api.reqCompletedOrders(false);
      },
      () => [...found, ...Array.from({ length: unnamed }, () => undefined)],
    );
  }

  async fills(since: number): Promise<QueryResult<Fill>> {
    const { connection, parseFill, finishFill, dayStart, now } = this.#options;
    const asOf = now();
    // IB stamps whole seconds: a fill in the second that was asked from belongs to the answer.
    const from = since - (since % 1_000);
    const found: Fill[] = [];
    let unnamed = 0;
    try {
      await connection.ask<void>({
        label: 'executions',
        priority: 'query',
        start: ({ api, reqId, listen, resolve }) => {
          listen(EventName.execDetails, (id: number, contract: Contract, execution: Execution) => {
            if (id !== reqId) return;
            const fill = parseFill(contract, execution);
            if (fill === undefined) unnamed += 1;
            else if (fill.time >= from) found.push(fill);
          });
          listen(EventName.execDetailsEnd, (id: number) => id === reqId && resolve());
          api.reqExecutions(reqId, { time: goodTillText(Math.max(since, 0)) });
        },
      });
    } catch (cause) {
      return incompleteOf(cause, asOf, found);
    }
    const fills = found.map(finishFill);
    if (unnamed > 0)
      return incomplete('bad-answer', `${unnamed} executions could not be read.`, asOf, fills);
    const knownFrom = dayStart();
    if (since < knownFrom)
      return {
        ...incomplete('range-limit', 'IB serves executions since midnight only.', asOf, fills),
        knownFrom,
      };
    return complete(fills, asOf);
  }

  async #list(
    label: string,
    start: (asking: Asking<void>) => void,
    reports: () => (OrderReport | undefined)[],
  ): Promise<QueryResult<OrderReport>> {
    const before = this.#turn;
    let asOf = this.#options.now();
    const ask = before.then(() => {
      asOf = this.#options.now();
      return this.#options.connection.ask<void>({
        label,
        priority: 'query',
        start: (asking) => {
          listenForReadOnly(asking);
          start(asking);
        },
      });
    });
    this.#turn = ask.catch(() => undefined);
    try {
      await ask;
    } catch (cause) {
      return incompleteOf(
        cause,
        asOf,
        reports().filter((report) => report !== undefined),
      );
    }
    const all = reports();
    const named = all.filter((report) => report !== undefined);
    return named.length === all.length
      ? complete(named, asOf)
      : incomplete(
          'bad-answer',
          `${all.length - named.length} ${label} could not be named here.`,
          asOf,
          named,
        );
  }
}

/** A Read-Only API turns the question down without its id: that answers it at once. */
function listenForReadOnly({ listen, reject }: Asking<void>): void {
  listen(EventName.info, (text: string, code: number) => {
    if (isReadOnlyText(code, text))
      reject(
        new TradewrightError('VENUE_PERMISSION', `IB showed no orders: ${text}`, {
          hint: 'untick "Read-Only API" in the API settings of TWS or Gateway',
        }),
      );
  });
}

/** Listeners for what comes unasked; attached to every fresh client. */
export type OrderNewsHandlers = {
  readonly order: (known: KnownOrder) => void;
  readonly execution: (reqId: number, contract: Contract, execution: Execution) => void;
};

/** Feeds the known orders from a client's messages. A what-if answer describes no order. */
export function attachOrderNews(api: IBApi, known: KnownOrders, handlers: OrderNewsHandlers): void {
  api.on(EventName.openOrder, (orderId, contract, order, state) => {
    if (order.whatIf !== true) handlers.order(known.onOpenOrder(orderId, contract, order, state));
  });
  api.on(EventName.orderStatus, (...message) => {
    const [orderId, status, filled, , averagePrice, permId, , , clientId] = message;
    const order = known.onStatus({
      orderId,
      clientId: clientId ?? -1,
      permId: permId ?? 0,
      status: String(status),
      filled,
      averagePrice,
    });
    if (order !== undefined) handlers.order(order);
  });
  api.on(EventName.execDetails, handlers.execution);
}
