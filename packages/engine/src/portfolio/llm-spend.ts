/** What a model cost, as an expense that is owed to its provider. @module */
import { Decimal, type AgentDecision, type LedgerEntry } from '@tradewright/core';

/** In the currency of the price list; `undefined` for a cycle that cost nothing. */
export function llmSpendEntry(
  decision: AgentDecision,
  nextId: () => string,
): LedgerEntry | undefined {
  const { cost, currency, provider, agentDecisionId, strategyName, time } = decision;
  const spent = Decimal.from(cost);
  if (!spent.isPositive()) return undefined;
  return {
    entryId: nextId(),
    kind: 'llm-spend',
    reference: agentDecisionId,
    reverses: null,
    strategyName,
    symbol: null,
    postings: [
      { account: 'expense:llm', currency, amount: cost, quantity: null },
      // The venue's cash does not pay for it.
      {
        account: `clearing:${provider}`,
        currency,
        amount: spent.negated().toString(),
        quantity: null,
      },
    ],
    time,
  };
}
