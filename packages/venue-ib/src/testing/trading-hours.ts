/** Trading-hours text of the scripted market. @module */
import { Temporal } from 'temporal-polyfill';
import { zoneOf } from '../contracts/time-zone.ts';
import type { SimulatedContract } from './simulated-contract.ts';

/** Days that the text covers. TWS gives five or six; a script of two weeks needs its hours too. */
const days = 14;

/** Days from today on in IB's text, in the contract's zone: shares 10:00 to 16:00, pairs from 17:15 of the day before. */
export function tradingHours(contract: SimulatedContract, now: number): string {
  const zone = zoneOf(contract.timeZone) ?? 'UTC';
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  return Array.from({ length: days }, (_, offset) =>
    dayText(contract, today.add({ days: offset })),
  ).join(';');
}

function dayText(contract: SimulatedContract, day: Temporal.PlainDate): string {
  const date = compact(day);
  if (day.dayOfWeek > 5) return `${date}:CLOSED`;
  return contract.secType === 'CASH'
    ? `${compact(day.subtract({ days: 1 }))}:1715-${date}:1700`
    : `${date}:1000-${date}:1600`;
}

function compact(day: Temporal.PlainDate): string {
  return day.toString().replaceAll('-', '');
}
