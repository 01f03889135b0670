/** Market depth from IB's row changes. @module */
import { EventName } from '@stoqey/ib';
import type { OrderBook } from '@tradewright/core';
import type { TypedOn } from './typed-events.ts';

type Row = [price: number, size: number];

/** Both sides of a book as rows of IB's depth. */
export type DepthPicture = { readonly asks: Row[]; readonly bids: Row[] };

/** One change of a side. `side` is 0 for asks. */
export type DepthChange = {
  readonly row: number;
  readonly operation: number;
  readonly side: number;
  readonly price: number;
  readonly size: number;
};

type PlainMessage = [
  reqId: number,
  row: number,
  operation: number,
  side: number,
  price: number,
  size: number,
];
type MakerMessage = [
  reqId: number,
  row: number,
  maker: string,
  operation: number,
  side: number,
  price: number,
  size: number,
];

/** Hears both forms of depth messages, with and without the name of a market maker. */
export function onDepth(on: TypedOn, handler: (reqId: number, change: DepthChange) => void): void {
  const tell = (...[reqId, row, operation, side, price, size]: PlainMessage): void =>
    handler(reqId, { row, operation, side, price, size });
  on<PlainMessage>(EventName.updateMktDepth, tell);
  on<MakerMessage>(EventName.updateMktDepthL2, (reqId, row, _maker, ...rest) =>
    tell(reqId, row, ...rest),
  );
}

/** 0 inserts and shifts the rows below, 1 replaces, 2 deletes and shifts. Rows outside the picture are ignored. */
export function applyDepth(picture: DepthPicture, change: DepthChange): void {
  const { row, operation, price, size } = change;
  const side = change.side === 0 ? picture.asks : picture.bids;
  if (!Number.isInteger(row) || row < 0 || row > side.length || row > 100) return;
  if (operation === 0) side.splice(row, 0, [price, size]);
  else if (operation === 1) side[row] = [price, size];
  else if (operation === 2) side.splice(row, 1);
}

/** The picture as a book of at most `depth` rows a side. */
export function bookOf(
  picture: DepthPicture,
  symbol: string,
  depth: number,
  receivedTime: number,
): OrderBook {
  const { bids, asks } = picture;
  const rows = (side: readonly Row[]): Row[] =>
    side.slice(0, depth).map(([price, size]) => [price, size]);
  const common = { symbol, venue: 'IB', venueTime: null, receivedTime };
  return { ...common, bids: rows(bids), asks: rows(asks) };
}
