/** Stops an account on which somebody trades with our mark. @module */
import { endedLives, type OrderReport } from '@tradewright/core';
import type { HaltDesk } from '../risk/halt-desk.ts';
import { reconcileVerdict } from './reconcile-verdict.ts';

/** For a report that belongs to no order of the journal. What has ended can do no harm any more. */
export function haltOnLostOrder(report: OrderReport, halts: Pick<HaltDesk, 'raise'>): void {
  const { clientOrderId: id, foreign, life, venue } = report;
  if (id === null || endedLives.has(life)) return;
  const maker = foreign ? 'elsewhere' : 'lost';
  const { halt } = reconcileVerdict({ kind: 'order', maker, id });
  if (halt !== null) halts.raise({ ...halt, subject: venue });
}
