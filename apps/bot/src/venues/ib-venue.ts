/** Interactive Brokers as a venue of the bot. @module */
import { SystemRandom, type BaseTrader } from '@tradewright/core';
import type { VenueContext, VenueEntry } from './venue-entry.ts';

/** Client ids of reading verbs begin this far above the bot's. */
const readerIds = 1_000;

/** ASX, FX and US shares through TWS or IB Gateway. */
export const ibVenue: VenueEntry = {
  name: 'IB',
  trades: 'ASX, FX and US shares',
  setupPage: 'docs/venues/ib.md',
  requiredKeys: ['IB_HOST', 'IB_PORT'],
  accountKey: ({ IB_ACCOUNT_ID, IB_HOST, IB_PORT, IB_TEST_MODE }) => {
    if (IB_TEST_MODE !== 'live') return IB_TEST_MODE;
    return IB_ACCOUNT_ID === '' ? `${IB_HOST}:${IB_PORT}` : IB_ACCOUNT_ID;
  },
  driven: ({ IB_TEST_MODE }) => IB_TEST_MODE !== 'live',
  create,
  open: async (context) => {
    if (context.config.IB_TEST_MODE === 'simulator')
      return (await import('./ib-simulator.ts')).openIbSimulator(context);
    return {
      trader: await create(context),
      baseCurrency: context.config.IB_BASE_CURRENCY,
      symbols: [],
      market: undefined,
      close: () => Promise.resolve(),
    };
  },
};

async function create({ config, clock, state, readOnly }: VenueContext): Promise<BaseTrader> {
  const { IBTrader } = await import('@tradewright/venue-ib');
  const random = new SystemRandom();
  return new IBTrader({
    clock,
    random,
    store: state,
    host: config.IB_HOST,
    port: config.IB_PORT,
    clientId: config.IB_CLIENT_ID + (readOnly ? readerIds + random.integer(0, 999) : 0),
    ...(config.IB_ACCOUNT_ID === '' ? {} : { accountId: config.IB_ACCOUNT_ID }),
    paper: config.IB_PAPER,
    baseCurrency: config.IB_BASE_CURRENCY,
    exchange: config.IB_EXCHANGE,
    marketData: config.IB_MARKET_DATA,
    clientOrderPrefix: config.CLIENT_ORDER_PREFIX,
  });
}
