/** What an account looks like now: the venue's word, with what only our records know. @module */
import {
  Decimal,
  TradewrightError,
  endedLives,
  viewOf,
  type BaseTrader,
  type OrderRecord,
  type OrderReport,
  type OrderStatus,
  type OrderView,
  type QueryResult,
} from '@tradewright/core';
import type { PortfolioDetails } from '@tradewright/store';
import { fillBody, type FillBody } from './fill-body.ts';

/** Where the two halves come from. `portfolio` is `undefined` before the first session. */
export type AccountSource = {
  readonly trader: BaseTrader;
  readonly portfolio: PortfolioDetails | undefined;
};

/** Bodies of the reading verbs (DESIGN §9). A list that the venue could not give in full is an error, never a shorter list. */
export class AccountView {
  readonly #source: AccountSource;

  constructor(source: AccountSource) {
    this.#source = source;
  }

  /** Open orders, also those made elsewhere; with `all` every one of ours. */
  async orders(all: boolean): Promise<readonly OrderView[]> {
    const { trader } = this.#source;
    const records = this.#records();
    const open = whole('open orders', await trader.fetchOpenOrders({ scope: 'all' }));
    const shown = new Set(open.map((report) => report.clientOrderId));
    const missing = records.filter(
      ({ intent, life }) => !shown.has(intent.clientOrderId) && (all || !endedLives.has(life)),
    );
    const looked: OrderView[] = [];
    for (const record of missing) {
      const view = await this.#lookUp(record);
      if (all || !endedLives.has(view.status as OrderRecord['life'])) looked.push(view);
    }
    return [...looked, ...open.map((report) => this.#viewOfReport(report, records))].toSorted(
      (left, right) => left.updatedTime - right.updatedTime,
    );
  }

  /** The orders that an id could mean: ours, one of the venue's, or a tag. */
  async matching(id: string): Promise<readonly OrderView[]> {
    const { trader } = this.#source;
    const records = this.#records();
    const named = records.filter(
      ({ intent, venueOrderIds }) =>
        intent.clientOrderId === id || venueOrderIds.includes(id) || intent.tag === id,
    );
    if (named.length > 0) return Promise.all(named.map((record) => this.#lookUp(record)));
    const open = whole('open orders', await trader.fetchOpenOrders({ scope: 'all' }));
    return open
      .filter(
        (report) =>
          report.venueOrderIds.includes(id) || report.clientOrderId === id || report.tag === id,
      )
      .map((report) => this.#viewOfReport(report, records));
  }

  async fills(): Promise<readonly FillBody[]> {
    const { trader, portfolio } = this.#source;
    const booked = portfolio?.standingFills() ?? [];
    const known = new Set(portfolio?.fills().map((fill) => `${fill.fillId} ${fill.revision}`));
    const since = portfolio?.startedAt() ?? 0;
    const told = await trader.fetchFills({ since });
    // What lies before the venue's own memory is in our records.
    const fresh =
      told.kind === 'complete' || told.reason === 'range-limit'
        ? itemsOf(told)
        : whole('fills', told);
    return [
      ...booked,
      ...fresh.filter((fill) => !known.has(`${fill.fillId} ${fill.revision}`)),
    ].map(fillBody);
  }

  async positions(): Promise<readonly unknown[]> {
    const { trader, portfolio } = this.#source;
    const books = portfolio?.positions().filter((book) => book.state === 'open') ?? [];
    return whole('positions', await trader.fetchPositions()).map((position) => {
      const owners = books.filter((book) => book.symbol === position.symbol);
      const { symbol, quantity, averagePrice, marketPrice, unrealisedPnl, currency, time } =
        position;
      const strategyName = owners.length === 1 ? (owners[0]?.strategyName ?? null) : null;
      return {
        symbol,
        quantity,
        averagePrice,
        marketPrice,
        unrealisedPnl,
        currency,
        strategyName,
        time,
      };
    });
  }

  account(): Promise<unknown> {
    return this.#source.trader.fetchAccount();
  }

  #records(): readonly OrderRecord[] {
    return this.#source.portfolio?.orders() ?? [];
  }

  /** The venue's newest word on an order of ours; what it does not know stands as our record has it. */
  async #lookUp(record: OrderRecord): Promise<OrderView> {
    if (endedLives.has(record.life)) return viewOf(record);
    const answer = await this.#source.trader.fetchOrder(record.intent.clientOrderId);
    return answer.kind === 'found' ? this.#viewOfReport(answer.item, [record]) : viewOf(record);
  }

  #viewOfReport(report: OrderReport, records: readonly OrderRecord[]): OrderView {
    const record = records.find(({ intent }) => intent.clientOrderId === report.clientOrderId);
    return {
      clientOrderId: report.clientOrderId,
      venueOrderId: report.venueOrderId,
      symbol: report.symbol,
      side: report.side,
      type: report.type,
      timeInForce: report.timeInForce,
      quantity: report.quantity,
      filled: report.filled,
      remaining: report.remaining,
      price: report.limitPrice,
      stopPrice: report.stopPrice,
      averagePrice: report.averagePrice,
      status: statusOf(report, record),
      foreign: report.foreign,
      tag: record?.intent.tag ?? report.tag,
      strategyName: record?.intent.strategyName ?? null,
      message: report.message,
      updatedTime: report.receivedTime,
    };
  }
}

function statusOf(report: OrderReport, record: OrderRecord | undefined): OrderStatus {
  if (report.life === 'unknown') return record?.life ?? 'unknown';
  const filled = Decimal.from(report.filled);
  const partly = filled.isPositive() && filled.isLessThan(Decimal.from(report.quantity));
  return report.life === 'working' && partly ? 'partially-filled' : report.life;
}

function itemsOf<Item>(result: QueryResult<Item>): readonly Item[] {
  return result.kind === 'complete' ? result.items : result.partial;
}

function whole<Item>(what: string, result: QueryResult<Item>): readonly Item[] {
  if (result.kind === 'complete') return result.items;
  throw new TradewrightError(
    'VENUE_BAD_ANSWER',
    `The ${what} were not known in full: ${result.message}`,
    {
      hint: 'try again; `tradewright health` tells what is down',
    },
  );
}
