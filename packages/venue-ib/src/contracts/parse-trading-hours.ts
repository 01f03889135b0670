/** IB's trading-hours text. @module */
import { Temporal } from 'temporal-polyfill';
import type { SessionHours } from '@tradewright/core';

const session = /^(\d{4})(\d{2})(\d{2}):(\d{2})(\d{2})-(\d{4})(\d{2})(\d{2}):(\d{2})(\d{2})$/;
const shortSession = /^(\d{4})(\d{2})(\d{2}):(\d{2})(\d{2})-(\d{2})(\d{2})$/;
const closed = /^\d{8}:CLOSED$/;

/**
 * Open stretches in ascending order, ms UTC, end exclusive.
 *
 * Days are parted by `;` and stretches by `,`; real text may start with `;`, and a stretch may begin
 * the day before. `null` when any part is not understood: the hours then are unknown, not empty.
 *
 * @param zone - IANA name of the exchange's zone.
 */
export function parseTradingHours(text: string, zone: string): SessionHours[] | null {
  const hours: SessionHours[] = [];
  for (const part of text.split(/[;,]/)) {
    if (part === '' || closed.test(part)) continue;
    const found = stretch(part, zone);
    if (found === undefined) return null;
    hours.push(found);
  }
  const unique = new Map(hours.map((hour) => [hour.open, hour]));
  return [...unique.values()].sort((first, second) => first.open - second.open);
}

function stretch(part: string, zone: string): SessionHours | undefined {
  const long = session.exec(part)?.slice(1).map(Number);
  const short = shortSession.exec(part)?.slice(1).map(Number);
  const [y1, m1, d1, h1, n1, y2, m2, d2, h2, n2] =
    long ??
    (short === undefined ? [] : [...short.slice(0, 5), ...short.slice(0, 3), ...short.slice(5)]);
  const open = instant([y1, m1, d1, h1, n1], zone);
  const close = instant([y2, m2, d2, h2, n2], zone);
  return open === undefined || close === undefined || close <= open
    ? undefined
    : { open, close, phase: 'open' };
}

function instant(parts: readonly (number | undefined)[], zone: string): number | undefined {
  const [year, month, day, hour, minute] = parts;
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined
  )
    return undefined;
  try {
    return Temporal.ZonedDateTime.from(
      { timeZone: zone, year, month, day, hour, minute },
      { overflow: 'reject' },
    ).epochMilliseconds;
  } catch {
    return undefined;
  }
}
