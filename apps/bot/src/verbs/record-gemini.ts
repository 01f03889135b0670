/** `tradewright record gemini`: the market as it went over the wire, into a cassette. @module */
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGzip } from 'node:zlib';
import { TradewrightError } from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import { playFeed } from '@tradewright/sim';
import { FileDurableMap } from '@tradewright/store';
import { GeminiTrader } from '@tradewright/venue-ccxt';
import {
  GeminiRecorder,
  type CassetteHeader,
  type GeminiRecorderOptions,
} from '@tradewright/venue-ccxt/testing';
import type { ExitCode } from '../exit-code.ts';
import { geminiAddresses } from '../venues/gemini-addresses.ts';
import { GeminiMarket } from '../venues/gemini-market.ts';
import { simulatedGemini } from '../venues/gemini-simulator.ts';
import { parsePaperData } from '../venues/paper-data.ts';
import { packageVersion } from '../package-version.ts';
import { recordedMarket } from '../venues/recorded-market.ts';
import { show, verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Options of the verb. */
export type RecordOptions = GlobalOptions & { readonly to?: string; readonly seconds?: string };

type Recording = {
  readonly context: VerbContext;
  readonly seconds: number;
  readonly write: (line: object) => void;
};

/** Records for `--seconds` of the market's time, or until a signal. @throws TradewrightError `USAGE`, `CONFIG_INVALID`, `VENUE_*` */
export async function recordGemini(options: RecordOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const seconds = Number(options.seconds ?? 600);
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new TradewrightError('USAGE', `--seconds was "${options.seconds ?? ''}".`, {
      hint: 'give a whole number of seconds, such as 600',
    });
  const stamp = new Date(context.clock.now()).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  const path = resolve(
    options.to ?? join(context.paths.data, 'recordings', `gemini-${stamp}.jsonl.gz`),
  );
  mkdirSync(dirname(path), { recursive: true });
  const lines = new PassThrough();
  const written = path.endsWith('.gz')
    ? pipeline(lines, createGzip({ level: 9 }), createWriteStream(path))
    : pipeline(lines, createWriteStream(path));
  let rows = -1;
  const write = (line: object): void => {
    rows += 1;
    lines.write(`${JSON.stringify(line)}\n`);
  };
  const recording = { context, seconds, write };
  const source =
    context.config.GEMINI_TEST_MODE === 'simulator'
      ? await recordSimulator(recording)
      : await recordVenue(recording);
  lines.end();
  await written;
  show(context, { path, source, rows }, () => `${rows} rows of the ${source} in ${path}\n`);
  return 0;
}

async function recordSimulator({
  context,
  seconds,
  write,
}: Recording): Promise<CassetteHeader['source']> {
  const { config, folder } = context;
  const recorded = await recordedMarket(parsePaperData(config.PAPER_DATA, folder));
  const { clock, symbols, feed, withTrades } = recorded;
  const end = clock.now() + seconds * 1_000;
  write(headerOf('simulator', { recorded: context.clock.now(), start: clock.now() }, symbols));
  const state = new FileDurableMap(join(context.paths.data, 'venues', 'recorder.jsonl'));
  let recorder: GeminiRecorder | undefined;
  const { fake, trader } = await simulatedGemini(
    { config, clock, state, readOnly: true },
    clock,
    symbols,
    async (venue) => {
      recorder = await GeminiRecorder.start({ ...venue, clock, onRow: write });
      return { restUrl: recorder.url, wsUrl: recorder.wsUrl };
    },
  );
  const market = new GeminiMarket(fake.market, withTrades, config.PAPER_SPREAD_BPS);
  await trader.connect();
  await listen(trader, symbols, ['quote']);
  await playFeed({
    clock,
    feed: until(feed, end),
    deliver: (event) => market.show(event),
    settle: () => trader.settle(),
  });
  await trader.close();
  await recorder?.stop();
  await fake.stop();
  return 'simulator';
}

async function recordVenue({
  context,
  seconds,
  write,
}: Recording): Promise<CassetteHeader['source']> {
  const { config, clock } = context;
  const symbols = config.ALLOWED_SYMBOLS;
  if (symbols.length === 0)
    throw new TradewrightError('CONFIG_INVALID', 'ALLOWED_SYMBOLS: was empty.', {
      hint: 'name what to record, such as BTC/USD,ETH/USD',
    });
  const addresses = geminiAddresses(config);
  write(headerOf(addresses.source, { recorded: clock.now(), start: clock.now() }, symbols));
  const options: GeminiRecorderOptions = { ...addresses, clock, onRow: write };
  const recorder = await GeminiRecorder.start(options);
  const trader = new GeminiTrader({
    apiKey: config.GEMINI_API_KEY,
    apiSecret: config.GEMINI_API_SECRET,
    sandbox: config.GEMINI_SANDBOX,
    restUrl: recorder.url,
    wsUrl: recorder.wsUrl,
    clock,
    state: new FileDurableMap(join(context.paths.data, 'venues', 'gemini.jsonl')),
    isOwn: () => false,
    symbols,
  });
  try {
    await trader.connect();
    await listen(trader, symbols, ['quote', 'book', 'trade']);
    await signalOr(seconds * 1_000);
  } finally {
    await trader.close();
    await recorder.stop();
  }
  return addresses.source;
}

async function listen(
  trader: GeminiTrader,
  symbols: readonly string[],
  streams: readonly ('quote' | 'book' | 'trade')[],
): Promise<void> {
  for (const symbol of symbols) {
    for (const stream of streams) await trader.subscribe({ stream, symbol });
    await trader.subscribe({ stream: 'bar', symbol, timeframe: '5m' });
  }
}

async function* until(feed: AsyncIterable<FeedEvent>, end: number): AsyncGenerator<FeedEvent> {
  for await (const event of feed) {
    if (event.end > end) return;
    yield event;
  }
}

function signalOr(ms: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        clearTimeout(timer);
        done();
      });
  });
}

function headerOf(
  source: CassetteHeader['source'],
  { recorded, start }: { readonly recorded: number; readonly start: number },
  symbols: readonly string[],
): CassetteHeader {
  const version = packageVersion();
  return {
    v: 1,
    kind: 'gemini-cassette',
    source,
    version:
      source === 'simulator' ? `simulator of tradewright ${version}` : `tradewright ${version}`,
    date: new Date(recorded).toISOString().slice(0, 10),
    start,
    symbols: [...symbols],
  };
}
