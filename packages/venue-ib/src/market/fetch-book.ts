/** Market depth, asked for once. @module */
import type { Clock, OrderBook, Undo } from '@tradewright/core';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';
import { applyDepth, bookOf, onDepth, type DepthPicture } from './depth-picture.ts';

/** IB marks no end of the first picture: it is taken as whole when nothing changed for this long. */
const quietMs = 250;

/** The current depth, both sides up to `depth` rows. @throws TradewrightError `VENUE_*` */
export function fetchBook(
  connection: IBConnectionManager,
  clock: Clock,
  resolved: ResolvedContract,
  depth: number,
): Promise<OrderBook> {
  const { symbol } = resolved.instrument;
  const picture: DepthPicture = { asks: [], bids: [] };
  let quiet: Undo | undefined;
  const book = connection.ask<OrderBook>({
    label: `the depth of ${symbol}`,
    priority: 'query',
    start: ({ api, reqId, listen, resolve }) => {
      const answer = (): void => {
        api.cancelMktDepth(reqId, false);
        resolve(bookOf(picture, symbol, depth, clock.now()));
      };
      onDepth(listen, (id, change) => {
        if (id !== reqId) return;
        applyDepth(picture, change);
        quiet?.();
        quiet = clock.after(quietMs, answer);
      });
      api.reqMktDepth(reqId, buildContract(resolved), Math.max(1, Math.min(depth, 20)), false);
    },
    stop: (api, reqId) => api.cancelMktDepth(reqId, false),
  });
  return book.finally(() => quiet?.());
}
