/** Defects of the Gemini adapter, hunted with the real ccxt class in the loop. @module */
import type { Mutant } from './mutant.ts';

/** What the wire said, and what it proves. */
export const geminiMutants: readonly Mutant[] = [
  {
    name: 'Gemini: an answer without a reason refuses the order',
    stage: 'gemini',
    file: 'venue-ccxt/dist/gemini/gemini-failure.js',
    find: `return named && status >= 400 && status < 500 ? 'refused' : 'unknown';`,
    replace: `return named || status >= 0 ? 'refused' : 'unknown';`,
  },
  {
    name: 'Gemini: an order without an answer is sent once more',
    stage: 'gemini',
    file: 'venue-ccxt/dist/gemini/gemini-client.js',
    find: `const answer = path === sentOnce
            ? ask()`,
    replace: `const answer = path === sentOnce
            ? ask().catch(() => ask())`,
  },
  {
    name: 'Gemini: a failed list is an empty one',
    stage: 'gemini',
    file: 'venue-ccxt/dist/gemini/gemini-market-data.js',
    find: `return incomplete(reason, error.message, asOf);`,
    replace: `return complete([], asOf);`,
  },
  {
    name: 'Gemini: the fee of an execution is lost',
    stage: 'gemini',
    file: 'venue-ccxt/dist/gemini/gemini-order.js',
    find: `commission: trade.fee_amount ?? null,`,
    replace: `commission: null,`,
  },
];
