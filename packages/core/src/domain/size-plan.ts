/** From a fraction of risk to a quantity. @module */
import { Decimal, type DecimalString } from '../money/decimal.ts';
import { toPrice } from '../money/tick-ladder.ts';
import type { Instrument } from './instrument.ts';
import type { PlanProposal } from './plan.ts';
import type { Quote } from './quote.ts';

/** What sizing rests on. `equity` is in base currency; `rate` is base currency per unit of the instrument's currency. Both `undefined` when not known. */
export type SizingInput = {
  readonly proposal: PlanProposal;
  readonly instrument: Instrument;
  readonly quote: Quote | undefined;
  readonly equity: Decimal | undefined;
  readonly rate: Decimal | undefined;
  /** Largest order value in base currency that sizing aims at; risk decides on its own. */
  readonly valueCap: Decimal;
};

/** A sized plan: exact terms on the ladder, or the reason why there are none. */
export type SizedPlan =
  | {
      readonly kind: 'sized';
      readonly quantity: DecimalString;
      /** `null` enters at the market. */
      readonly entryPrice: DecimalString | null;
      readonly stopPrice: DecimalString;
      readonly targetPrice: DecimalString | null;
      readonly trailDistance: DecimalString | null;
    }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * Sizes a proposal so that the loss between entry and stop is the asked fraction of equity, cut to
 * the value cap and to whole lots. Anything unknown rejects: no equity, no rate, no price.
 */
export function sizePlan(input: SizingInput): SizedPlan {
  const { proposal, instrument, quote, equity, rate } = input;
  const reference =
    proposal.entryPrice ?? (proposal.side === 'buy' ? quote?.ask : quote?.bid) ?? null;
  if (reference === null) return rejected(`no price is known for ${proposal.symbol}`);
  if (equity === undefined) return rejected('the equity is not known');
  if (rate === undefined) return rejected(`no rate is known for ${instrument.currency}`);
  const sign = proposal.side === 'buy' ? 1 : -1;
  if (sign * (reference - proposal.stopPrice) <= 0)
    return rejected(`the stop ${proposal.stopPrice} is not on the losing side of ${reference}`);
  if (proposal.targetPrice !== null && sign * (proposal.targetPrice - reference) <= 0) {
    return rejected(
      `the target ${proposal.targetPrice} is not on the winning side of ${reference}`,
    );
  }
  const ladder = instrument.tickLadder;
  const opposite = proposal.side === 'buy' ? 'sell' : 'buy';
  // A market entry is sized by the touch as it is: its price is not sent and needs no step.
  const entry =
    proposal.entryPrice === null
      ? Decimal.fromMarketNumber(reference)
      : Decimal.from(toPrice(reference, ladder, proposal.side));
  // A stop rounds towards the entry, so that the booked risk never exceeds the asked one.
  const stop = Decimal.from(toPrice(proposal.stopPrice, ladder, opposite));
  const distance = entry.minus(stop).absolute();
  if (distance.isZero() || entry.isZero()) return rejected('entry and stop lie on one price step');
  const budget = equity.times(Decimal.fromMarketNumber(proposal.riskFraction));
  const lot = Decimal.from(instrument.lot);
  const perLot = rate.times(lot);
  const byRisk = budget.dividedToPlaces(distance.times(perLot), 0, 'down');
  const byValue = input.valueCap.dividedToPlaces(entry.times(perLot), 0, 'down');
  const lots = Decimal.minimum(byRisk, byValue);
  if (!lots.isPositive()) return rejected('the size is below one lot');
  return {
    kind: 'sized',
    quantity: lots.times(lot).toString(),
    entryPrice: proposal.entryPrice === null ? null : entry.toString(),
    stopPrice: stop.toString(),
    targetPrice:
      proposal.targetPrice === null ? null : toPrice(proposal.targetPrice, ladder, opposite),
    trailDistance:
      proposal.trailDistance === null ? null : toPrice(proposal.trailDistance, ladder, 'sell'),
  };
}

function rejected(reason: string): SizedPlan {
  return { kind: 'rejected', reason };
}
