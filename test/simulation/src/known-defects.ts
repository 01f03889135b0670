/** Defects that the simulation has found and that are not repaired yet. @module */
import type { Break } from './world.ts';

/** One of them: breaks that match are counted, and do not fail a run. The list is to be empty. */
type KnownDefect = { readonly what: string; readonly invariant: string; readonly message: RegExp };

const knownDefects: readonly KnownDefect[] = [
  {
    what: 'an order that never reached the venue is not called not-placed yet',
    invariant: 'I7',
    message: /is (unknown|sending), and the venue never had it|is sending and was never placed/,
  },
  {
    what: 'a commission that was lost on its way is not fetched again',
    invariant: 'ledger',
    message: /^cash is/,
  },
  {
    what: 'executions older than the last one booked are not fetched again',
    invariant: 'I3',
    message: /were never booked|in the books/,
  },
  {
    what: 'the order of an execution that was never booked stays open',
    invariant: 'I7',
    message: /is (working|canceled|expired) [\d.]+, at the venue/,
  },
  {
    what: 'an execution of an order that an earlier process ended goes to the external book',
    invariant: 'plans',
    message: /^external holds/,
  },
  {
    what: 'an order that ended before its executions arrived holds no reservation for them',
    invariant: 'I5',
    message: /brought the exposure/,
  },
];

/** True when a listed defect explains the break. */
export function isKnown({ invariant, message }: Break): boolean {
  return knownDefects.some((one) => one.invariant === invariant && one.message.test(message));
}
