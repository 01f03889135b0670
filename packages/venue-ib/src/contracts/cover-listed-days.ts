/** The listed days around the stretches that trade. @module */
import { Temporal } from 'temporal-polyfill';
import type { SessionHours } from '@tradewright/core';

/**
 * Adds that the market is closed from the start of the first day that IB listed, and to the end of
 * the last: a Saturday that is listed as closed is closed, not unknown.
 *
 * @param hours - In ascending order.
 * @param text - IB's own text, which names the days.
 */
export function coverListedDays(
  hours: readonly SessionHours[],
  text: string,
  zone: string,
): SessionHours[] {
  const days = [...text.matchAll(/(?:^|[;,-])(\d{4})(\d{2})(\d{2}):/g)]
    .map(([, year, month, day]) => `${year}-${month}-${day}`)
    .filter(isDate)
    .toSorted((first, second) => first.localeCompare(second));
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [...hours];
  const start = midnight(first, zone, 0);
  const end = midnight(last, zone, 1);
  const opens = hours[0]?.open ?? end;
  const closes = Math.max(hours.at(-1)?.close ?? end, start);
  return [
    ...(start < opens ? [{ open: start, close: opens, phase: 'closed' as const }] : []),
    ...hours,
    ...(closes < end ? [{ open: closes, close: end, phase: 'closed' as const }] : []),
  ];
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

function midnight(date: string, zone: string, daysLater: number): number {
  const day = Temporal.PlainDate.from(date).add({ days: daysLater });
  return day.toZonedDateTime({ timeZone: zone }).epochMilliseconds;
}
