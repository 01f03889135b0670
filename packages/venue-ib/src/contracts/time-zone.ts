/** IB's time-zone names as IANA names. @module */
import { Temporal } from 'temporal-polyfill';

const aliases: Readonly<Record<string, string>> = {
  'Australia/NSW': 'Australia/Sydney',
  'US/Eastern': 'America/New_York',
  'US/Central': 'America/Chicago',
  'US/Pacific': 'America/Los_Angeles',
  'EST (Eastern Standard Time)': 'America/New_York',
  EST: 'America/New_York',
  EST5EDT: 'America/New_York',
  EDT: 'America/New_York',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  'AET (Australian Eastern Time)': 'Australia/Sydney',
  GMT: 'UTC',
  'GMT (Greenwich Mean Time)': 'UTC',
  Japan: 'Asia/Tokyo',
  Hongkong: 'Asia/Hong_Kong',
  'MET (Middle Europe Time)': 'Europe/Paris',
};

/** Names that were asked for: each execution carries one, and asking the runtime is slow. */
const known = new Map<string, string | null>();
const mostKnown = 100;

/** The IANA zone of an IB zone name; `null` for an unknown one: a zone is never guessed. */
export function zoneOf(name: string): string | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const zone = ask(aliases[name] ?? name);
  if (known.size < mostKnown) known.set(name, zone);
  return zone;
}

function ask(zone: string): string | null {
  if (zone === '') return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return timeZone === 'UTC' ? 'UTC' : zone;
  } catch {
    return null;
  }
}

/** Midnight of the day of `time` in an IANA zone, ms UTC. */
export function startOfDay(time: number, zone: string): number {
  const moment = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
  return moment.startOfDay().epochMilliseconds;
}
