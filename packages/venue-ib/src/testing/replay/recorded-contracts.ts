/** Contracts and price rules as a recording describes them. @module */
import type { SimulatedContract } from '../simulated-contract.ts';
import type { WireRecording } from './wire-recording.ts';

/** Every share and pair whose contract details were recorded, each once. */
export function contractsOf({ frames }: WireRecording): readonly SimulatedContract[] {
  const found = new Map<number, SimulatedContract>();
  for (const { way, fields } of frames) {
    if (way === 'out' || fields[0] !== '10') continue;
    const at = (index: number): string => fields[index] ?? '';
    const secType = at(3);
    if (secType !== 'STK' && secType !== 'CASH') continue;
    // The list of security ids has a length of its own; what follows is counted from its end.
    const afterIds = 32 + 2 * Number(at(31) || '0');
    found.set(Number(at(13)), {
      conId: Number(at(13)),
      symbol: at(2),
      secType,
      currency: at(9),
      localSymbol: at(10),
      tradingClass: at(12),
      primaryExchange: at(21),
      exchanges: at(17).split(','),
      ruleId: Number(at(afterIds + 3).split(',')[0]),
      minTick: at(14),
      sizeStep: at(afterIds + 7) || '1',
      longName: at(20),
      industry: at(23),
      category: at(24),
      subcategory: at(25),
      timeZone: at(26),
      orderTypes: at(16),
    });
  }
  return [...found.values()];
}

/** Canonical symbols of those contracts. */
export function recordedSymbols(recording: WireRecording): readonly string[] {
  return contractsOf(recording).map(({ symbol, currency }) => `${symbol}/${currency}`);
}
