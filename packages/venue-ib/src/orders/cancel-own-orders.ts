/** Cancels what this client has working. @module */
import { ordersNotKnown } from './command-errors.ts';
import type { OrderDesk } from './order-desk.ts';
import type { OrderQueries } from './order-queries.ts';

/** Asks which orders are open first: a list that is not whole cancels nothing. @throws TradewrightError `ORDER_NOT_SENT` */
export async function cancelOwnOrders(queries: OrderQueries, desk: OrderDesk): Promise<void> {
  const open = await queries.open('own');
  if (open.kind === 'incomplete') throw ordersNotKnown(open.message);
  const ids = open.items.map((report) => report.clientOrderId).filter((id) => id !== null);
  await Promise.all(ids.map((id) => desk.cancel(id)));
}
