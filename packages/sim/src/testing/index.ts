/** A bad line around any trader, for simulations and tests. @module */
export { FaultyTrader, type FaultyTraderOptions } from './faulty-trader.ts';
export { faultNames, type FaultCounts, type FaultName, type FaultRates } from './fault-rates.ts';
export type { PortCall, PortMoment } from './port-moment.ts';
export { paperVenue } from './paper-venue.ts';
