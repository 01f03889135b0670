/** How many ways of deciding were tried on the same data: what a good result must be held against. @module */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@tradewright/core';
import { readTape, type SqliteStore } from '@tradewright/store';
import { momentsOf } from './sharpe-ratio.ts';
import { sessionSetupSchema, type SessionSetup } from '../session/session-setup.ts';
import type { SessionPaths } from '../session/session-paths.ts';
import type { EquityPoint } from '@tradewright/core';

/** Trials and the variance of their Sharpe ratios; `null` where fewer than two have one. */
export type Trials = { readonly trials: number; readonly variance: number | null };

/**
 * Each combination of decider, prompt and set-up that a session of the store ran on the same files is
 * one trial; running the same one again is not another. Replays with something changed leave no session
 * and are not counted.
 */
export function trialsOn(
  setup: SessionSetup,
  { store, paths }: { readonly store: SqliteStore; readonly paths: SessionPaths },
): Trials {
  const data = dataOf(setup);
  const ratios = new Map<string, number | null>();
  for (const { id, digest } of store.sessions()) {
    if (digest === null) continue;
    const other = setupOf(paths.tapeOf(id));
    if (other === undefined || dataOf(other) !== data) continue;
    const details = store.details(id);
    const prompts = [...new Set(details.agentDecisions().map(({ promptHash }) => promptHash))];
    const { sessionKey: _, files: __, ...rest } = other;
    const key = createHash('sha256')
      .update(canonicalJson([rest, prompts]))
      .digest('hex');
    const moments = momentsOf(returnsOf(details.equity()));
    ratios.set(key, moments === null ? null : moments.mean / moments.deviation);
  }
  const known = [...ratios.values()].flatMap((ratio) => ratio ?? []);
  const spread = momentsOf(known);
  return {
    trials: Math.max(1, ratios.size),
    variance: spread === null ? pairVariance(known) : spread.deviation ** 2,
  };
}

/** Relative changes of equity from mark to mark; marks that are not known are left out. */
export function returnsOf(equity: readonly EquityPoint[]): readonly number[] {
  const values = equity.flatMap((mark) => (mark.equity === null ? [] : [Number(mark.equity)]));
  return values.slice(1).map((value, index) => value / (values[index] ?? value) - 1);
}

function pairVariance(values: readonly number[]): number | null {
  const [one, other] = values;
  return one === undefined || other === undefined ? null : (one - other) ** 2 / 2;
}

function dataOf({ files }: SessionSetup): string {
  const texts = files.map(({ symbol, sha256 }) => `${symbol} ${sha256}`);
  return texts.toSorted((one, other) => one.localeCompare(other)).join();
}

/** `undefined` for a tape of an older form: it cannot be told what it ran on. */
function setupOf(path: string): SessionSetup | undefined {
  try {
    const line = readTape(path).lines.find(({ topic }) => topic === 'session.setup');
    const body = line?.body as { readonly setup?: unknown } | undefined;
    return sessionSetupSchema.safeParse(body?.setup).data;
  } catch {
    return undefined;
  }
}
