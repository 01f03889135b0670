/** Gemini with a recorded market: its frames and bars from a cassette, the account simulated. @module */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { TradewrightError, VirtualClock } from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import {
  CassetteMarket,
  parseCassette,
  type CassetteMoment,
} from '@tradewright/venue-ccxt/testing';
import { openedGemini, simulatedGemini } from './gemini-simulator.ts';
import type { OpenedVenue, VenueContext } from './venue-entry.ts';

const bundled = fileURLToPath(
  new URL('../../../../fixtures/gemini/simulator-btc-usd.jsonl.gz', import.meta.url),
);

/**
 * Plays the market of `GEMINI_FIXTURE` frame by frame through the real client. Orders are matched against the recorded
 * book by the simulator: a recording cannot know what an order of today would have met.
 *
 * @throws TradewrightError `FIXTURE_INVALID`, `DATA_UNREADABLE`
 */
export async function openGeminiPlayback(context: VenueContext): Promise<OpenedVenue> {
  const { GEMINI_FIXTURE: named } = context.config;
  const cassette = parseCassette(textOf(named === '' ? bundled : resolve(named)));
  const recorded = new CassetteMarket(cassette);
  const { start, symbols } = cassette.header;
  const clock = new VirtualClock(Math.min(start, recorded.moments[0]?.time ?? start));
  const { fake, trader } = await simulatedGemini(context, clock, symbols);
  const moments = new Map<FeedEvent, CassetteMoment>();
  const { timeframe } = recorded;
  return openedGemini(fake, trader, {
    clock,
    timeframe,
    symbols,
    feed: events(recorded, symbols[0] ?? '', moments),
    deliver: (event) => {
      const moment = moments.get(event);
      if (moment !== undefined) recorded.show(moment, fake.market);
      moments.delete(event);
    },
  });
}

/** A session is driven by feed events; what a moment holds is looked up when it is delivered. */
async function* events(
  { moments, timeframe }: CassetteMarket,
  symbol: string,
  lookup: Map<FeedEvent, CassetteMoment>,
): AsyncGenerator<FeedEvent> {
  const none = { open: 0, high: 0, low: 0, close: 0 };
  for (const moment of moments) {
    const event: FeedEvent = {
      kind: 'quote-bar',
      symbol,
      time: moment.time,
      end: moment.time,
      timeframe,
      bid: none,
      ask: none,
      bidSize: null,
      askSize: null,
    };
    lookup.set(event, moment);
    yield event;
  }
}

function textOf(path: string): string {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  } catch (error) {
    throw new TradewrightError('DATA_UNREADABLE', `The cassette ${path} could not be read.`, {
      cause: error,
      hint: 'set GEMINI_FIXTURE to a cassette that `tradewright record gemini` made',
    });
  }
}
