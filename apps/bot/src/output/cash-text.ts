/** The venue's cash against the ledger, for eyes. @module */
import type { CashCause, CashLine } from '@tradewright/engine';
import { money } from './money.ts';
import { table } from './table.ts';

/** What each cause means to a person. */
const causes: Readonly<Record<CashCause, string>> = {
  none: 'agrees',
  rounding: 'agrees but for rounding',
  'fee-pending': 'a commission has not been reported yet',
  'fill-pending': 'an execution has not been reported yet',
  received: 'NOT EXPLAINED: a deposit, interest or a dividend? book it with `book-cash`',
  paid: 'NOT EXPLAINED: a withdrawal, a fee or a tax? book it with `book-cash`',
};

/** One row per currency, with the tolerance that it was judged by. */
export function cashText(lines: readonly CashLine[]): string {
  return table(
    [
      { title: 'cash' },
      { title: 'venue', right: true },
      { title: 'ledger', right: true },
      { title: 'difference', right: true },
      { title: 'tolerance', right: true },
      { title: '' },
    ],
    lines.map(({ currency, venue, ledger, difference, tolerance, cause }) => [
      currency,
      money(venue),
      money(ledger),
      money(difference, { signed: true }),
      tolerance,
      causes[cause],
    ]),
    'The venue has told no cash yet.',
  );
}
