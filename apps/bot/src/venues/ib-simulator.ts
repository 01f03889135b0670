/** IB with the simulator behind it, in this process. @module */
import { SystemClock, SystemRandom, VirtualClock } from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import { IBTrader } from '@tradewright/venue-ib';
import {
  MarketTimeClock,
  TwsSimulator,
  openScript,
  playStep,
  scriptedMarket,
  scriptedStart,
  scriptedSymbols,
  type MarketStep,
} from '@tradewright/venue-ib/testing';
import type { OpenedVenue, VenueContext } from './venue-entry.ts';

/** The script of the simulator: three trading days, the same on every run. */
const script = { seed: 'scripted-days', days: 3 };

/** No real venue is spared here, so nothing waits for the pace of one. */
const unpaced = 1_000_000;

/**
 * Starts a TWS simulator on a free port of loopback and a trader that speaks to it through the real
 * client library. The market is scripted: shares and pairs in AUD and USD over three trading days.
 */
export async function openIbSimulator({ config, state }: VenueContext): Promise<OpenedVenue> {
  const clock = new VirtualClock(scriptedStart);
  const baseCurrency = config.IB_BASE_CURRENCY;
  const simulator = new TwsSimulator({ clock, baseCurrency });
  openScript(simulator);
  const port = await simulator.listen();
  const trader = new IBTrader({
    clock: new MarketTimeClock(clock, new SystemClock()),
    random: new SystemRandom(),
    store: state,
    port,
    clientId: config.IB_CLIENT_ID,
    baseCurrency,
    exchange: config.IB_EXCHANGE,
    clientOrderPrefix: config.CLIENT_ORDER_PREFIX,
    messagesPerSecond: unpaced,
  });
  const steps = new Map<FeedEvent, MarketStep>();
  return {
    trader,
    baseCurrency,
    symbols: scriptedSymbols,
    market: {
      clock,
      timeframe: '5m',
      feed: feed(steps),
      deliver: (event) => {
        const step = steps.get(event);
        steps.delete(event);
        if (step !== undefined) playStep(simulator, step);
      },
      settle: async () => {
        await trader.manager.roundTrip();
      },
    },
    close: () => simulator.close(),
  };
}

/** The script as a session's feed; each event remembers the step that it stands for. */
async function* feed(steps: Map<FeedEvent, MarketStep>): AsyncGenerator<FeedEvent> {
  for (const step of scriptedMarket(script)) {
    const { symbol, end, bar } = step;
    const event: FeedEvent = { kind: 'bar', symbol, end, timeframe: '5m', bar };
    steps.set(event, step);
    yield event;
  }
}
