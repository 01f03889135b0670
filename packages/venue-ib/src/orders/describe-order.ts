/** An order exactly as it would go to IB. @module */
import type { Contract, Order } from '@stoqey/ib';
import type { OrderIntent } from '@tradewright/core';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from './build-contract.ts';
import { buildOrder } from './build-order.ts';

/** What the client library is handed: fields that are left out are sent empty. */
export type DescribedOrder = { readonly contract: Contract; readonly order: Order };

/** @throws TradewrightError `ORDER_INVALID`, `VENUE_NOT_SUPPORTED` for what would not be sent */
export function describeOrder(
  intent: OrderIntent,
  resolved: ResolvedContract,
  account: string,
): DescribedOrder {
  return {
    contract: buildContract(resolved),
    order: buildOrder(intent, resolved.instrument, { account, parentId: 0 }),
  };
}
