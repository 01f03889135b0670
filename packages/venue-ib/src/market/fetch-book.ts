/** Market depth. @module */
import { EventName } from '@stoqey/ib';
import { type Clock, type OrderBook, type Undo } from '@tradewright/core';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';

type DepthChange = [
  reqId: number,
  row: number,
  operation: number,
  side: number,
  price: number,
  size: number,
];
type DepthChangeWithMaker = [
  reqId: number,
  row: number,
  maker: string,
  operation: number,
  side: number,
  price: number,
  size: number,
];

type Row = [price: number, size: number];

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
  const sides: { asks: Row[]; bids: Row[] } = { asks: [], bids: [] };
  let quiet: Undo | undefined;
  const picture = connection.ask<OrderBook>({
    label: `the depth of ${symbol}`,
    priority: 'query',
    start: ({ api, reqId, listen, resolve }) => {
      const answer = (): void => {
        api.cancelMktDepth(reqId, false);
        resolve({
          symbol,
          venue: 'IB',
          bids: sides.bids.slice(0, depth),
          asks: sides.asks.slice(0, depth),
          venueTime: null,
          receivedTime: clock.now(),
        });
      };
      const change = (...[id, row, operation, side, price, size]: DepthChange): void => {
        if (id !== reqId) return;
        applyDepth(side === 0 ? sides.asks : sides.bids, { row, operation, price, size });
        quiet?.();
        quiet = clock.after(quietMs, answer);
      };
      listen(EventName.updateMktDepth, change);
      listen(EventName.updateMktDepthL2, (...[id, row, , ...rest]: DepthChangeWithMaker) =>
        change(id, row, ...rest),
      );
      api.reqMktDepth(reqId, buildContract(resolved), Math.max(1, Math.min(depth, 20)), false);
    },
    stop: (api, reqId) => api.cancelMktDepth(reqId, false),
  });
  return picture.finally(() => quiet?.());
}

/** One change of a side: 0 inserts and shifts the rows below, 1 replaces, 2 deletes and shifts. Rows outside the picture are ignored. */
export function applyDepth(
  side: Row[],
  change: {
    readonly row: number;
    readonly operation: number;
    readonly price: number;
    readonly size: number;
  },
): void {
  const { row, operation, price, size } = change;
  if (!Number.isInteger(row) || row < 0 || row > side.length || row > 100) return;
  if (operation === 0) side.splice(row, 0, [price, size]);
  else if (operation === 1) side[row] = [price, size];
  else if (operation === 2) side.splice(row, 1);
}
