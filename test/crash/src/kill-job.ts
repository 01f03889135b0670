/** Which process is to end where. @module */
import type { Random } from '@tradewright/core';
import { killPoints } from './kill-points.ts';

/** One kill: at a named point after it was passed `passes` times, or `afterMs` after the start or the first trade. */
export type KillJob =
  | { readonly kind: 'named'; readonly point: string; readonly passes: number }
  | { readonly kind: 'random'; readonly from: 'start' | 'trade'; readonly afterMs: number };

/** What a process before has to die of, so that the next one meets a point at all. */
const needsBefore: Readonly<Record<string, string>> = {
  'fetchOrder answered': 'before placeOrder',
  'before commit: unknown outcome': 'after placeOrder',
  'within commit: unknown outcome': 'after placeOrder',
  'after commit: unknown outcome': 'before placeOrder',
  'before commit: recovered execution': 'after placeOrder',
  'within commit: recovered execution': 'after placeOrder',
  'after commit: recovered execution': 'after placeOrder',
  'before commit: absence verdict': 'before placeOrder',
  'within commit: absence verdict': 'before placeOrder',
  'after commit: absence verdict': 'before placeOrder',
};

/** Points that a process passes once, on its way up. */
const once = new Set(killPoints.slice(0, killPoints.indexOf('ready') + 1));

/** A random moment: three in ten while the process starts, the others while it trades. */
export function randomJob(random: Random): KillJob {
  return random.next() < 0.3
    ? { kind: 'random', from: 'start', afterMs: random.integer(0, 100) }
    : { kind: 'random', from: 'trade', afterMs: random.integer(0, 350) };
}

/** A kill at a point, after the kill that leads there where one is needed. */
export function namedJobs(point: string, random: Random): readonly KillJob[] {
  const before = needsBefore[point];
  const rare = once.has(point) || before !== undefined;
  const job: KillJob = { kind: 'named', point, passes: rare ? 0 : random.integer(0, 2) };
  return before === undefined ? [job] : [{ kind: 'named', point: before, passes: 0 }, job];
}
