/** What a run of kills did and found. @module */
import type { Difference } from './audit.ts';
import { killPoints } from './kill-points.ts';

/** Situations that a run must have met to prove anything. */
export type DeathScene = 'killed before ready' | 'sent, not answered' | 'never sent' | 'not booked';

/** Counts kills, situations and differences. */
export class KillTally {
  readonly points = new Map<string, number>(killPoints.map((point) => [point, 0]));
  readonly scenes: Record<DeathScene, number> = {
    'killed before ready': 0,
    'sent, not answered': 0,
    'never sent': 0,
    'not booked': 0,
  };
  readonly differences: Difference[] = [];
  /** Processes that ended by a failure of their own. */
  readonly failures: string[] = [];
  /** Folders of rounds in which something was wrong: the journal lies there. */
  readonly kept: string[] = [];
  random = 0;
  orders = 0;
  executions = 0;
  audits = 0;
  slowestSettleMs = 0;

  get named(): number {
    return [...this.points.values()].reduce((sum, count) => sum + count, 0);
  }

  /** What is wrong, and what was never met although the run was large enough. */
  get breaks(): number {
    return this.differences.length + this.failures.length;
  }

  /** Everything that is wrong, in words. */
  problems(): readonly string[] {
    return [
      ...this.differences.map(({ kind, message }) => `${kind}: ${message}`),
      ...this.failures,
    ];
  }

  report() {
    const count = (kind: Difference['kind']): number =>
      this.differences.filter((one) => one.kind === kind).length;
    const counts = [...this.points.values()];
    return {
      kills: this.random + this.named,
      random: this.random,
      named: this.named,
      points: counts.length,
      leastPerPoint: Math.min(...counts),
      audits: this.audits,
      orders: this.orders,
      executions: this.executions,
      duplicates: count('duplicate'),
      orphans: count('orphan'),
      lost: count('lost'),
      invented: count('invented'),
      failures: this.failures.length,
      scenes: this.scenes,
      slowestSettleMs: Math.round(this.slowestSettleMs),
      kept: this.kept,
      examples: this.problems().slice(0, 3),
    };
  }
}
