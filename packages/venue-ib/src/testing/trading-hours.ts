/** Trading-hours text of the scripted market. @module */
import type { SimulatedContract } from './simulated-contract.ts';

const dayMs = 86_400_000;

/** Five days from `now` in IB's text: shares 10:00 to 16:00 of their zone, pairs from 17:15 of the day before. */
export function tradingHours(contract: SimulatedContract, now: number): string {
  const days = Array.from({ length: 5 }, (_, offset) => now + offset * dayMs);
  return days.map((day) => dayText(contract, day)).join(';');
}

function dayText(contract: SimulatedContract, time: number): string {
  const weekday = new Date(time).getUTCDay();
  const date = compact(time);
  if (weekday === 0 || weekday === 6) return `${date}:CLOSED`;
  return contract.secType === 'CASH'
    ? `${compact(time - dayMs)}:1715-${date}:1700`
    : `${date}:1000-${date}:1600`;
}

function compact(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}
