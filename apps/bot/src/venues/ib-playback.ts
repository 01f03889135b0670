/** IB from a recording. @module */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TradewrightError, VirtualClock, type Bar } from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import {
  PlaybackServer,
  TwsSimulator,
  parseRecording,
  recordedSymbols,
  type WireRecording,
} from '@tradewright/venue-ib/testing';
import { ibTestTrader } from './ib-test-trader.ts';
import type { OpenedVenue, VenueContext } from './venue-entry.ts';

const bundled = fileURLToPath(
  new URL('../../../../fixtures/ib/session-simulator.jsonl', import.meta.url),
);

/**
 * A session lives the recorded market through again, by its own clock: contracts, quotes and bars
 * are the recording's, orders meet its quotes in the simulator. A reading verb asks the recording
 * in any order, as it stood at its end.
 *
 * @throws TradewrightError `FIXTURE_INVALID`
 */
export async function openIbPlayback(context: VenueContext): Promise<OpenedVenue> {
  const recording = read(context.config.IB_FIXTURE === '' ? bundled : context.config.IB_FIXTURE);
  const opened = context.readOnly ? reading(context, recording) : session(context, recording);
  const { IB_BASE_CURRENCY } = context.config;
  const facts = { baseCurrency: IB_BASE_CURRENCY, symbols: recordedSymbols(recording) };
  return { ...facts, ...(await opened) };
}

type Opened = Pick<OpenedVenue, 'trader' | 'market' | 'close'>;

async function session(context: VenueContext, recording: WireRecording): Promise<Opened> {
  const clock = new VirtualClock(recording.header.start);
  const baseCurrency = context.config.IB_BASE_CURRENCY;
  const simulator = new TwsSimulator({ clock, baseCurrency, recording });
  const port = await simulator.listen();
  const { trader, moved, settle } = ibTestTrader({ context, clock, port });
  return {
    trader,
    market: {
      clock,
      timeframe: '5m',
      feed: feedOf(recording),
      deliver: () => {
        simulator.advanceRecording();
        moved();
      },
      settle,
    },
    close: () => simulator.close(),
  };
}

async function reading(context: VenueContext, recording: WireRecording): Promise<Opened> {
  const { header, frames } = recording;
  const clock = new VirtualClock(header.start + (frames.at(-1)?.at ?? 0));
  const server = new PlaybackServer(recording, 'by-request', clock);
  const port = await server.listen();
  const { trader } = ibTestTrader({ context, clock, port });
  return { trader, market: undefined, close: () => server.close() };
}

function read(file: string): WireRecording {
  if (!existsSync(file))
    throw new TradewrightError('FIXTURE_INVALID', `IB_FIXTURE named ${file}, which is not there.`, {
      hint: 'record one with `tradewright record ib`',
      facts: { file },
    });
  return parseRecording(readFileSync(file, 'utf8'), file);
}

/** One event for each moment at which the recorded market moved; its bar is the one that was told then, or the last price. */
async function* feedOf({ header, frames }: WireRecording): AsyncGenerator<FeedEvent> {
  const symbols = new Map<string, string>();
  let moment: { readonly end: number; readonly symbol: string; bar: Bar } | undefined;
  for (const { at, way, fields } of frames) {
    const [kind] = fields;
    if (way === 'out' && (kind === '1' || kind === '20')) {
      const first = kind === '1' ? 2 : 1;
      const currency = fields[first + (kind === '1' ? 11 : 10)];
      symbols.set(fields[first] ?? '', `${fields[first + 2] ?? ''}/${currency ?? ''}`);
    }
    if (way === 'out' || at === 0 || (kind !== '1' && kind !== '90')) continue;
    const end = header.start + at;
    const symbol = symbols.get(fields[kind === '1' ? 2 : 1] ?? '') ?? '';
    if (moment !== undefined && moment.end !== end) yield eventOf(moment);
    const before: Bar | undefined = moment?.end === end ? moment.bar : undefined;
    moment = {
      end,
      symbol,
      bar: kind === '90' ? updateBar(fields) : (before ?? pointBar(fields, end)),
    };
  }
  if (moment !== undefined) yield eventOf(moment);
}

type Moment = { readonly end: number; readonly symbol: string; readonly bar: Bar };

function eventOf({ end, symbol, bar }: Moment): FeedEvent {
  return { kind: 'bar', symbol, end, timeframe: '5m', bar };
}

/** An update carries close before high and low. */
function updateBar(fields: readonly string[]): Bar {
  const [open = 0, close = 0, high = 0, low = 0, , volume = -1] = fields.slice(4).map(Number);
  return {
    time: Number(fields[3]) * 1_000,
    open,
    high,
    low,
    close,
    volume: volume < 0 ? null : volume,
  };
}

function pointBar(fields: readonly string[], time: number): Bar {
  const price = Number(fields[4]);
  return { time, open: price, high: price, low: price, close: price, volume: null };
}
