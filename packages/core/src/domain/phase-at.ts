/** The phase of a market at a moment. @module */
import type { Instrument, MarketPhase } from './instrument.ts';

/**
 * The phase from the instrument's hours.
 *
 * A moment that no listed stretch covers is `closed` when it lies between the first and the last
 * of them, and `unknown` outside: hours that were not loaded are not a closed market.
 */
export function phaseAt(instrument: Instrument | undefined, time: number): MarketPhase {
  const hours = instrument?.hours ?? null;
  if (hours === null) return 'unknown';
  if (hours === 'always') return 'open';
  const current = hours.find((stretch) => stretch.open <= time && time < stretch.close);
  if (current !== undefined) return current.phase;
  const first = hours[0];
  const last = hours.at(-1);
  const covered =
    first !== undefined && last !== undefined && first.open <= time && time < last.close;
  return covered ? 'closed' : 'unknown';
}
