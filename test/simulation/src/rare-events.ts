/** Situations that a run must have met to prove anything. @module */
import type { StageName } from './stages.ts';

/** Each is rare and each has a failure of its own; a run of a thousand seeds that never met one fails. */
export const rareEventNames = [
  'crash between intent and send',
  'crash after send before the answer',
  'crash before commit',
  'crash after commit',
  'crash during start',
  'request reached the venue after the timeout',
  'answer lost',
  'execution lost',
  'execution delivered twice',
  'execution before its order report',
  'commission before its execution',
  'execution recovered by resync',
  'execution after a cancel request',
  'partial execution',
  'unknown order found working',
  'unknown order found filled',
  'unknown order found canceled',
  'order refused by the venue',
  'order denied by risk',
  'list query incomplete',
  'restart with an order under way',
  'restart with an open position',
  'link cut with an order open',
  'commit failed',
  'clock stepped back',
  'exit sent twice for one plan',
  'crash during commit',
  'execution corrected',
  'correction recovered by resync',
  'halt open over a restart',
  'protective order working',
  'protective order filled',
  'protective order replaced',
  'disk: commit torn off',
  'disk: commit kept whole',
] as const;

/** One of them. */
export type RareEvent = (typeof rareEventNames)[number];

/** Counts per situation, all present from the start. */
export type RareCounts = Record<RareEvent, number>;

/** Nothing met yet. */
export function noRareEvents(): RareCounts {
  return Object.fromEntries(rareEventNames.map((name) => [name, 0])) as RareCounts;
}

/** Situations that a venue cannot bring about: at Gemini executions come with their orders, each with its fee, and stand; nothing protects at the venue. */
export const elsewhereOnly: Readonly<Record<StageName, ReadonlySet<RareEvent>>> = {
  paper: new Set(),
  gemini: new Set<RareEvent>([
    'execution lost',
    'execution delivered twice',
    'commission before its execution',
    'execution before its order report',
    'execution corrected',
    'correction recovered by resync',
    'protective order working',
    'protective order filled',
    'protective order replaced',
  ]),
};
