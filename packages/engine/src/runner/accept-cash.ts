/** A person takes a difference in cash as it is. @module */
import type { CommandResult } from '@tradewright/core';
import { isUnexplained } from '../portfolio/cash-lines.ts';
import { haltIdOf } from '../recovery/cash-sync.ts';
import { bookCash } from './book-cash.ts';
import type { RunnerParts } from './runner-parts.ts';

/** A person clears a halt over cash without saying what it was: the difference is booked as a transfer, so that the books agree. `undefined` for any other halt. */
export function acceptCash(
  parts: RunnerParts,
  haltId: string,
  operator: string,
): CommandResult | undefined {
  const line = parts.cashSync
    ?.lines()
    .find((one) => haltIdOf(one.currency) === haltId && isUnexplained(one));
  if (line === undefined || parts.halts.halt(haltId) === undefined) return undefined;
  const { currency, difference: amount } = line;
  const reference = `accepted by ${operator}`;
  const cash = { kind: 'transfer', amount, currency, symbol: null, reference, time: null };
  return bookCash(parts, cash, operator);
}
