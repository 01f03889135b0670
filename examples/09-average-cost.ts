/** Signed positions at average cost: a short that is covered, and a flip through zero. */
import { Decimal, averageCost, tradeAtAverageCost } from '@tradewright/core';

let holding = { quantity: Decimal.zero, cost: Decimal.zero };
for (const [quantity, price] of [
  ['-100', '50'],
  ['60', '40'],
  ['140', '45'],
] as const) {
  const move = tradeAtAverageCost(holding, Decimal.from(quantity), Decimal.from(price));
  holding = move.holding;
  console.log({
    position: holding.quantity.toString(),
    average: averageCost(holding)?.toString(),
    realised: move.realised.toString(),
  });
}
