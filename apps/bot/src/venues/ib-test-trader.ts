/** An IB trader whose TWS is in this process. @module */
import { SystemClock, SystemRandom, type VirtualClock } from '@tradewright/core';
import { IBTrader } from '@tradewright/venue-ib';
import { MarketTimeClock } from '@tradewright/venue-ib/testing';
import { ibTypes } from './ib-types.ts';
import type { VenueContext } from './venue-entry.ts';

/** Where it listens, and whose time it keeps. */
export type IBTestPlace = {
  readonly context: VenueContext;
  readonly clock: VirtualClock;
  readonly port: number;
};

/** A trader, and when its wire is at rest. Call `moved` when the TWS may have said something. */
export type IBTestTrader = {
  readonly trader: IBTrader;
  readonly moved: () => void;
  readonly settle: () => Promise<void> | undefined;
};

/** No real venue is spared here, so nothing waits for the pace of one. */
const unpaced = 1_000_000;

/** The configured trader on loopback; stamps are the market's time, deadlines the wall's. */
export function ibTestTrader({ context, clock, port }: IBTestPlace): IBTestTrader {
  const { config, state } = context;
  const trader = new IBTrader({
    clock: new MarketTimeClock(clock, new SystemClock()),
    random: new SystemRandom(),
    store: state,
    port,
    clientId: config.IB_CLIENT_ID,
    baseCurrency: config.IB_BASE_CURRENCY,
    allowedInstrumentTypes: ibTypes(config),
    exchange: config.IB_EXCHANGE,
    clientOrderPrefix: config.CLIENT_ORDER_PREFIX,
    messagesPerSecond: unpaced,
  });
  let hasMoved = true;
  let heardUpTo = -1;
  const roundTrip = async (): Promise<void> => {
    hasMoved = false;
    await trader.manager.roundTrip();
    heardUpTo = trader.manager.messagesSent;
  };
  return {
    trader,
    moved: () => (hasMoved = true),
    // A wire on which neither side said anything has nothing to settle.
    settle: () => (hasMoved || trader.manager.messagesSent !== heardUpTo ? roundTrip() : undefined),
  };
}
