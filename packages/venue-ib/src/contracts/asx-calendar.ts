/** The trading days of ASX, for days that IB has not listed yet. @module */
import { Temporal } from 'temporal-polyfill';
import type { SessionHours } from '@tradewright/core';
import { asxPhases } from './asx-phases.ts';

const zone = 'Australia/Sydney';

/**
 * Weekdays without trading. A year that is not here is not known: holidays move, and substitutes
 * are declared by governments.
 *
 * Source: the ASX trading calendars of 2025 and 2026.
 */
const holidays: Readonly<Record<number, ReadonlySet<string>>> = {
  2025: new Set(['01-01', '01-27', '04-18', '04-21', '04-25', '06-09', '12-25', '12-26']),
  2026: new Set(['01-01', '01-26', '04-03', '04-06', '06-08', '12-25', '12-28']),
};

/** Days on which the market closes two hours early: the last before Christmas and before New Year. */
const halfDays: ReadonlySet<string> = new Set(['12-24', '12-31']);

/**
 * The phases of one day, ms UTC; empty on a day without trading, `null` for a year that is not known.
 *
 * @param date - ISO date in Sydney, such as `2026-12-24`.
 */
export function asxDay(date: string): readonly SessionHours[] | null {
  const day = Temporal.PlainDate.from(date);
  const closed = holidays[day.year];
  if (closed === undefined) return null;
  const name = date.slice(5);
  if (day.dayOfWeek > 5 || closed.has(name)) return [];
  const at = (hour: number): number =>
    day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
  return asxPhases([{ open: at(10), close: at(halfDays.has(name) ? 14 : 16), phase: 'open' }]);
}

/** How far the calendar goes on after the last day that IB listed. */
const daysAhead = 30;

/**
 * IB's hours and after them the calendar's, so that a bot that runs for weeks still knows its phases.
 *
 * @param listed - Phases of the days that IB listed; they are never overruled.
 * @param text - IB's own text, whose last date ends them.
 */
export function extendAsx(listed: readonly SessionHours[], text: string): SessionHours[] {
  const dates = [...text.matchAll(/(\d{4})(\d{2})(\d{2}):/g)].map(
    ([, year, month, day]) => `${year}-${month}-${day}`,
  );
  const last = dates.toSorted((first, second) => first.localeCompare(second)).at(-1);
  if (last === undefined) return [...listed];
  const hours = [...listed];
  for (let offset = 1; offset <= daysAhead; offset += 1) {
    const phases = asxDay(Temporal.PlainDate.from(last).add({ days: offset }).toString());
    if (phases === null) break;
    hours.push(...phases);
  }
  return hours;
}
