/** Streams of market depth. @module */
import type { IBApi } from '@stoqey/ib';
import type { Clock, OrderBook, Undo } from '@tradewright/core';
import type { IBNotice } from '../connection/connection-events.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';
import { applyDepth, bookOf, onDepth, type DepthPicture } from './depth-picture.ts';
import { SharedLines, type Line } from './shared-lines.ts';
import { eventsOf } from './typed-events.ts';

/** Rows a side that a stream carries. Source: TWS API, the default of market depth. */
const rows = 10;

type BookLine = Line<DepthPicture, OrderBook>;

/** IB changes single rows; readers get whole books, one per burst of changes. */
export class BookLines {
  readonly #lines: SharedLines<DepthPicture, OrderBook>;
  readonly #clock: Clock;
  readonly #changed = new Set<BookLine>();

  constructor(connection: IBConnectionManager, clock: Clock) {
    this.#clock = clock;
    this.#lines = new SharedLines<DepthPicture, OrderBook>(connection, clock, {
      what: 'depth',
      fresh: () => ({ asks: [], bids: [] }),
      open: (api, reqId, resolved) => api.reqMktDepth(reqId, buildContract(resolved), rows, false),
      cancel: (api, reqId) => api.cancelMktDepth(reqId, false),
    });
  }

  attach(api: IBApi): void {
    onDepth(eventsOf(api), (reqId, change) => {
      const line = this.#lines.of(reqId);
      if (line === undefined) return;
      applyDepth(line.state, change);
      if (this.#changed.size === 0) queueMicrotask(() => this.#tellChanged());
      this.#changed.add(line);
    });
  }

  reopen(): void {
    this.#lines.reopen();
  }

  close(): void {
    this.#lines.close();
  }

  onNotice(notice: IBNotice): void {
    this.#lines.onNotice(notice);
  }

  read(resolved: ResolvedContract, reader: (book: OrderBook) => void): Undo {
    return this.#lines.read(resolved.instrument.symbol, resolved, { news: reader });
  }

  #tellChanged(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const line of changed) {
      const { symbol } = line.resolved.instrument;
      this.#lines.tell(line, bookOf(line.state, symbol, rows, this.#clock.now()));
    }
  }
}
