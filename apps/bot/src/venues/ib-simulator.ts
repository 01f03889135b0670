/** IB with the simulator behind it, in this process. @module */
import { VirtualClock } from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import {
  TwsSimulator,
  openScript,
  playStep,
  scriptedMarket,
  scriptedStart,
  scriptedSymbols,
  type MarketStep,
} from '@tradewright/venue-ib/testing';
import { startRecording } from './ib-recording.ts';
import { ibTestTrader } from './ib-test-trader.ts';
import type { OpenedVenue, VenueContext } from './venue-entry.ts';

/** The script of the simulator: three trading days, the same on every run. */
const script = { seed: 'scripted-days', days: 3 };

/**
 * Starts a TWS simulator on a free port of loopback and a trader that speaks to it through the real
 * client library. The market is scripted: shares and pairs in AUD and USD over three trading days.
 */
export async function openIbSimulator(context: VenueContext): Promise<OpenedVenue> {
  const { config } = context;
  const clock = new VirtualClock(scriptedStart);
  const baseCurrency = config.IB_BASE_CURRENCY;
  const simulator = new TwsSimulator({ clock, baseCurrency });
  openScript(simulator);
  const port = await simulator.listen();
  const place = { host: '127.0.0.1', port, source: 'simulator', stamp: clock } as const;
  const recording =
    config.IB_RECORD === ''
      ? undefined
      : await startRecording({ ...place, file: config.IB_RECORD, wall: context.clock });
  const { trader, moved, settle } = ibTestTrader({ context, clock, port: recording?.port ?? port });
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
        moved();
      },
      settle,
    },
    close: async () => {
      await recording?.close();
      await simulator.close();
    },
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
