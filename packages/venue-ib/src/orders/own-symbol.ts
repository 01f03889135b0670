/** The symbol of an order that this client has sent. @module */
import { notKnownHere } from './command-errors.ts';
import type { OrderDesk } from './order-desk.ts';
import type { OrderQueries } from './order-queries.ts';

/** An order of an earlier process is known once IB has listed it. @throws TradewrightError `ORDER_NOT_FOUND` */
export async function ownSymbol(
  clientOrderId: string,
  queries: OrderQueries,
  desk: OrderDesk,
): Promise<string> {
  if (desk.symbolOf(clientOrderId) === undefined) await queries.open('own');
  const symbol = desk.symbolOf(clientOrderId);
  if (symbol === undefined) throw notKnownHere(clientOrderId);
  return symbol;
}
