/** What a commit is about, in the words of the kill points. @module */
import { endedLives, type JournalEvent, type OrderRecord } from '@tradewright/core';

/** The weightiest of the events; `undefined` for commits that are no part of an order's life. */
export function commitName(events: readonly JournalEvent[]): string | undefined {
  for (const event of events) {
    if (event.type === 'order.intent') return `intent of an ${kindOf(event.body)}`;
    if (event.type === 'fill.booked')
      return event.body.provenance === 'recovered' ? 'recovered execution' : 'execution';
    if (event.type === 'commission.booked') return 'commission';
    if (event.type === 'order.changed') return changeName(event.body);
  }
  return events.some(({ type }) => type === 'plan.changed') ? 'plan' : undefined;
}

function kindOf({ intent }: OrderRecord): string {
  return intent.purpose === 'entry' ? 'entry' : 'exit';
}

function changeName({ life, command }: OrderRecord): string {
  if (life === 'unknown') return 'unknown outcome';
  if (life === 'not-placed') return 'absence verdict';
  if (endedLives.has(life)) return 'end of an order';
  return command?.kind === 'cancel' ? 'cancel request' : 'acknowledgement';
}
