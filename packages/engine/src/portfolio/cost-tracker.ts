/** What trading costs: estimated before, reported after. @module */
import { Decimal, type Amount, type Commission, type Fill } from '@tradewright/core';

/** The price list of a venue: the cost of trading a notional in the instrument's currency; `undefined` when it is not known. */
export type FeeSchedule = (order: {
  readonly symbol: string;
  readonly notional: Amount;
}) => Amount | undefined;

/** Estimated and reported sums in one currency, over the fills of which both are known. */
export type CostDrift = {
  readonly currency: string;
  readonly estimated: string;
  readonly reported: string;
};

/** Basis points of the notional, in the currency of the notional. */
export function basisPointFees(basisPoints: string): FeeSchedule {
  const share = Decimal.from(basisPoints).times(Decimal.from('0.0001'));
  return ({ notional }) => ({
    value: Decimal.from(notional.value).times(share).toString(),
    currency: notional.currency,
  });
}

/** Keeps estimates beside what the venue reported, so that a wrong price list shows. */
export class CostTracker {
  readonly #schedule: FeeSchedule;
  readonly #drift = new Map<string, { estimated: Decimal; reported: Decimal }>();

  constructor(schedule: FeeSchedule) {
    this.#schedule = schedule;
  }

  /** Expected cost of an order or fill; `undefined` when the price list is not known. */
  estimate(symbol: string, notional: Amount): Amount | undefined {
    return this.#schedule({ symbol, notional });
  }

  /** Records what the venue charged for a fill. */
  record(fill: Fill, reported: Pick<Commission, 'commission' | 'currency'>): void {
    const value = Decimal.from(fill.price).times(Decimal.from(fill.quantity)).toString();
    const estimate = this.estimate(fill.symbol, { value, currency: fill.currency });
    if (estimate === undefined || estimate.currency !== reported.currency) return;
    const sums = this.#drift.get(reported.currency) ?? {
      estimated: Decimal.zero,
      reported: Decimal.zero,
    };
    sums.estimated = sums.estimated.plus(Decimal.from(estimate.value));
    sums.reported = sums.reported.plus(Decimal.from(reported.commission));
    this.#drift.set(reported.currency, sums);
  }

  /** Estimated against reported, per currency. */
  drift(): readonly CostDrift[] {
    return [...this.#drift].map(([currency, sums]) => ({
      currency,
      estimated: sums.estimated.toString(),
      reported: sums.reported.toString(),
    }));
  }
}
