/** Executions as they stand now. @module */
import { Decimal, type Commission, type Fill } from '@tradewright/core';

/**
 * The newest revision of each execution, in the order in which the first ones came; what was taken
 * back altogether is left out. A commission that was told apart from its fill is filled in.
 */
export function standingFills(
  fills: readonly Fill[],
  commissions: readonly Commission[],
): readonly Fill[] {
  const told = new Map(commissions.map((one) => [rootOf(one), one]));
  const newest = new Map<string, Fill>();
  for (const fill of fills) {
    const known = newest.get(rootOf(fill));
    if (known === undefined || known.revision < fill.revision) newest.set(rootOf(fill), fill);
  }
  return [...newest.values()]
    .filter(({ quantity }) => !Decimal.from(quantity).isZero())
    .map((fill) => {
      const paid = fill.commission === null ? told.get(rootOf(fill)) : undefined;
      return paid === undefined
        ? fill
        : { ...fill, commission: paid.commission, commissionCurrency: paid.currency };
    });
}

function rootOf({ venue, accountId, fillId }: Fill | Commission): string {
  return `${venue} ${accountId} ${fillId}`;
}
