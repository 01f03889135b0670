/** The trading days of ASX, for days that IB has not listed yet. @module */
import { Temporal } from 'temporal-polyfill';
import type { SessionHours } from '@tradewright/core';
import { asxHolidays } from './asx-holidays.ts';
import { asxPhases } from './asx-phases.ts';

const zone = 'Australia/Sydney';

/**
 * The phases of one day, ms UTC; empty on a day without trading.
 *
 * @param date - ISO date in Sydney, such as `2026-12-24`.
 */
export function asxDay(date: string): readonly SessionHours[] {
  const day = Temporal.PlainDate.from(date);
  if (!isTradingDay(day)) return [];
  const at = (hour: number): number =>
    day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
  return asxPhases([{ open: at(10), close: at(isHalfDay(day) ? 14 : 16), phase: 'open' }]);
}

function isTradingDay(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5 && !asxHolidays(day.year).has(day.toString());
}

/** The last trading days before Christmas and before New Year close two hours early. */
function isHalfDay(day: Temporal.PlainDate): boolean {
  const { year, month } = day;
  if (month !== 12) return false;
  return [
    Temporal.PlainDate.from({ year, month: 12, day: 25 }),
    Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }),
  ].some((feast) => lastTradingDayBefore(feast).equals(day));
}

function lastTradingDayBefore(date: Temporal.PlainDate): Temporal.PlainDate {
  let day = date.subtract({ days: 1 });
  while (!isTradingDay(day)) day = day.subtract({ days: 1 });
  return day;
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
    hours.push(...asxDay(Temporal.PlainDate.from(last).add({ days: offset }).toString()));
  }
  return hours;
}
