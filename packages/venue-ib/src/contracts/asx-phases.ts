/** The phases of an ASX trading day. @module */
import type { SessionHours } from '@tradewright/core';

const minute = 60_000;

/**
 * Surrounds the open stretch of each day with its phases: pre-open from 07:00, the single opening
 * auction at 09:59, pre-CSPA and closing auction from the close, post-close 11 to 21.5 minutes
 * after it. A half day keeps the same distances from its earlier close.
 *
 * Source: ASX notice 0358.25.04 (SR15), in force since 2025-06-23.
 *
 * @param open - Open stretches as IB gives them (10:00 to 16:00, or to an earlier close).
 */
export function asxPhases(open: readonly SessionHours[]): SessionHours[] {
  return open.flatMap((day): SessionHours[] => [
    { open: day.open - 180 * minute, close: day.open - minute, phase: 'pre-open' },
    { open: day.open - minute, close: day.open, phase: 'auction' },
    day,
    { open: day.close, close: day.close + 11 * minute, phase: 'auction' },
    { open: day.close + 11 * minute, close: day.close + 21.5 * minute, phase: 'post-close' },
  ]);
}
