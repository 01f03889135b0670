/** What a model cost, as an expense that is owed to its provider. @module */
import {
  Decimal,
  type AgentDecision,
  type DecimalString,
  type LedgerEntry,
  type Posting,
} from '@tradewright/core';

/** How a cost is booked: `rate` is base currency per unit of the price list's, against us; `undefined` while it is not known. */
export type LlmSpendBooking = {
  readonly baseCurrency: string;
  readonly rate: Decimal | undefined;
  readonly nextId: () => string;
};

const basePlaces = 8;

/**
 * An expense in base currency at the rate of the moment, owed to the provider in the currency of the
 * price list; without a rate both stay in that currency. `undefined` for a cycle that cost nothing.
 */
export function llmSpendEntry(
  decision: AgentDecision,
  { baseCurrency, rate, nextId }: LlmSpendBooking,
): LedgerEntry | undefined {
  const { cost, currency, provider, agentDecisionId, strategyName, time } = decision;
  const spent = Decimal.from(cost);
  if (!spent.isPositive()) return undefined;
  // The venue's cash does not pay for it.
  const owed = leg(`clearing:${provider}`, currency, spent.negated().toString());
  const postings =
    currency === baseCurrency || rate === undefined
      ? [leg('expense:llm', currency, cost), owed]
      : exchanged(spent, { currency, baseCurrency, rate }, owed);
  return {
    entryId: nextId(),
    kind: 'llm-spend',
    reference: agentDecisionId,
    reverses: null,
    strategyName,
    symbol: null,
    postings,
    time,
  };
}

/** Each currency sums to zero by itself. */
function exchanged(
  spent: Decimal,
  by: { readonly currency: string; readonly baseCurrency: string; readonly rate: Decimal },
  owed: Posting,
): Posting[] {
  const worth = spent.times(by.rate).roundedToPlaces(basePlaces);
  return [
    leg('expense:llm', by.baseCurrency, worth.toString()),
    leg('clearing:exchange', by.baseCurrency, worth.negated().toString()),
    leg('clearing:exchange', by.currency, spent.toString()),
    owed,
  ];
}

function leg(account: string, currency: string, amount: DecimalString): Posting {
  return { account, currency, amount, quantity: null };
}
