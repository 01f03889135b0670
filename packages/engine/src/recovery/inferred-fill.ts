/** The execution that stands in for those of an order which are missing. @module */
import { Decimal, type Fill, type OrderRecord } from '@tradewright/core';

/** What was filled without our being told. `quantity` is unsigned, `earlier` what stands in for the order already. */
export type InferredTerms = {
  readonly venue: string;
  readonly accountId: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly currency: string;
  readonly earlier: Fill | undefined;
  readonly time: number;
};

/** One per order, in a new revision each time it grows; real executions take its place whenever they come. */
export function inferredFill({ intent, venueOrderIds }: OrderRecord, terms: InferredTerms): Fill {
  const { earlier, quantity, price, time, ...rest } = terms;
  const before = Decimal.from(earlier?.quantity ?? '0');
  const total = before.plus(quantity);
  const value = before.times(Decimal.from(earlier?.price ?? '0')).plus(quantity.times(price));
  return {
    ...rest,
    fillId: `inferred-${intent.clientOrderId}`,
    revision: earlier === undefined ? 0 : earlier.revision + 1,
    clientOrderId: intent.clientOrderId,
    venueOrderId: venueOrderIds.at(-1) ?? null,
    symbol: intent.symbol,
    side: intent.side,
    quantity: total.toString(),
    price: value.dividedToPlaces(total, 12).toString(),
    commission: null,
    commissionCurrency: null,
    liquidity: 'unknown',
    provenance: 'inferred',
    time,
    receivedTime: time,
  };
}
