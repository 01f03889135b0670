/** The alarm of a position that the venue does not protect. @module */
import {
  journalEvent,
  type Clock,
  type EventPayloads,
  type Journal,
  type Plan,
} from '@tradewright/core';
import type { NakedPlan } from './protection-desk.ts';

/** Where an alarm goes. */
export type AlarmPlaces = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly publish: (
    type: 'protection.changed',
    symbol: string,
    payload: EventPayloads['protection.changed'],
  ) => void;
};

/** Writes down and tells that a plan is unprotected, or with `undefined` that it no longer is. */
export function tellOfProtection(
  { planId, symbol }: Plan,
  naked: NakedPlan | undefined,
  { journal, clock, publish }: AlarmPlaces,
): void {
  const state = naked === undefined ? 'restored' : 'missing';
  const reason = naked?.reason ?? '';
  const component = `protection of ${planId}`;
  journal.append([journalEvent('health.changed', clock.now(), { component, state, reason })]);
  publish('protection.changed', symbol, { planId, state, reason });
}
