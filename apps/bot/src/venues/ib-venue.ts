/** Interactive Brokers as a venue of the bot. @module */
import { SystemRandom, type BaseTrader } from '@tradewright/core';
import type { ExpectedOutage } from '@tradewright/engine';
import { ibTypes } from './ib-types.ts';
import type { OpenedVenue, VenueContext, VenueEntry } from './venue-entry.ts';

/** Client ids of reading verbs begin this far above the bot's. */
const readerIds = 1_000;

const newYork = 'America/New_York';

/** Times of docs/venues/ib.md: the servers reset every night; once a week the login asks for a person. */
const outages: readonly ExpectedOutage[] = [
  { name: 'nightly reset', timeZone: newYork, start: '23:40', minutes: 70, weekdays: null },
  { name: 'weekly login', timeZone: newYork, start: '01:00', minutes: 120, weekdays: [0] },
];

/** ASX, FX and US shares through TWS or IB Gateway. */
export const ibVenue: VenueEntry = {
  name: 'IB',
  trades: 'ASX, FX and US shares',
  setupPage: 'docs/venues/ib.md',
  requiredKeys: ['IB_HOST', 'IB_PORT'],
  outages,
  accountKey: ({ IB_ACCOUNT_ID, IB_HOST, IB_PORT, IB_TEST_MODE }) => {
    if (IB_TEST_MODE !== 'live') return IB_TEST_MODE;
    return IB_ACCOUNT_ID === '' ? `${IB_HOST}:${IB_PORT}` : IB_ACCOUNT_ID;
  },
  driven: ({ IB_TEST_MODE }) => IB_TEST_MODE !== 'live',
  canonical: (name) => (/^[A-Z][A-Z0-9.-]{0,4}$/.test(name) ? `${name}/USD` : name),
  describe: async (trader, intent) => {
    const { IBTrader } = await import('@tradewright/venue-ib');
    return trader instanceof IBTrader ? trader.describeOrder(intent) : undefined;
  },
  fundamentals: async (trader, symbol, time) =>
    (await import('./ib-fundamentals.ts')).companyReport(trader, symbol, time),
  create,
  open: async (context) => {
    if (context.config.IB_TEST_MODE === 'simulator')
      return (await import('./ib-simulator.ts')).openIbSimulator(context);
    if (context.config.IB_TEST_MODE === 'playback')
      return (await import('./ib-playback.ts')).openIbPlayback(context);
    return openLive(context);
  },
};

async function openLive(context: VenueContext): Promise<OpenedVenue> {
  const { config, clock } = context;
  const { IB_HOST: host, IB_PORT: port, IB_RECORD: file } = config;
  const recording =
    file === ''
      ? undefined
      : await (
          await import('./ib-recording.ts')
        ).startRecording({ file, host, port, source: 'gateway', stamp: clock, wall: clock });
  const place = recording === undefined ? {} : { IB_HOST: '127.0.0.1', IB_PORT: recording.port };
  return {
    trader: await create({ ...context, config: { ...config, ...place } }),
    baseCurrency: config.IB_BASE_CURRENCY,
    symbols: [],
    market: undefined,
    close: async () => recording?.close(),
  };
}

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
    allowedInstrumentTypes: ibTypes(config),
    exchange: config.IB_EXCHANGE,
    marketData: config.IB_MARKET_DATA,
    ...(config.IB_TRADE_ON_DELAYED === null ? {} : { tradeOnDelayed: config.IB_TRADE_ON_DELAYED }),
    marketDataLines: config.IB_MARKET_DATA_LINES,
    clientOrderPrefix: config.CLIENT_ORDER_PREFIX,
  });
}
