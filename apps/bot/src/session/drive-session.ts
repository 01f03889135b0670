/** Takes a bot from start to stop. @module */
import { playFeed, type FeedEvent } from '@tradewright/sim';
import type { DrivenMarket } from '../venues/venue-entry.ts';
import type { Bot } from './create-bot.ts';

/** How to drive. */
export type DriveOptions = {
  readonly freshPortfolio: boolean;
  readonly fillsSince: number;
  /** Stop after this many events; `undefined` plays to the end. */
  readonly maxEvents?: number | undefined;
  /** Ends the session in order; the only end of one whose market moves by itself. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (events: number, time: number) => void;
  /** Called once the session runs; what it resolves to is closed before the session stops. */
  readonly onStarted?: () => Promise<{ readonly close: () => Promise<void> }>;
};

/** How far the feed was played. `stopped` is true when a signal ended it before its end. */
export type DriveResult = { readonly events: number; readonly stopped: boolean };

/** Starts the runner, lets the market run to its end or to the signal, and stops the runner in order. */
export function driveSession(bot: Bot, options: DriveOptions): Promise<DriveResult> {
  const { market } = bot.venue;
  return market === undefined ? followMarket(bot, options) : driveMarket(bot, market, options);
}

/** Plays what lies after the account's own time. */
async function driveMarket(
  bot: Bot,
  market: DrivenMarket,
  options: DriveOptions,
): Promise<DriveResult> {
  const { runner } = bot;
  const { clock, resume } = market;
  const iterator = market.feed[Symbol.asyncIterator]();
  let next = await iterator.next();
  const livedUntil = resume?.marketTime ?? Number.NEGATIVE_INFINITY;
  // A resumed account has seen this part: it fills the history and trades nothing.
  while (next.done !== true && next.value.end <= livedUntil) {
    clock.advanceTo(next.value.end);
    resume?.warm(next.value);
    next = await iterator.next();
  }
  await runner.start({ fillsSince: options.fillsSince, freshPortfolio: options.freshPortfolio });
  const attached = await options.onStarted?.();
  const { signal, onProgress } = options;
  const played = await playFeed({
    clock,
    feed: rest(next, iterator, options.maxEvents ?? Number.POSITIVE_INFINITY),
    deliver: (event) => market.deliver(event),
    settle: () => settled(bot, market),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const stopped = signal?.aborted === true;
  await attached?.close();
  await runner.stop();
  return { events: played, stopped };
}

/** A market that moves by itself is listened to until the signal. */
async function followMarket(bot: Bot, options: DriveOptions): Promise<DriveResult> {
  const { runner, parts } = bot;
  let events = 0;
  const undo = parts.bus.subscribe(['bar'], (event) => {
    events += 1;
    options.onProgress?.(events, event.time);
  });
  await runner.start({ fillsSince: options.fillsSince, freshPortfolio: options.freshPortfolio });
  const attached = await options.onStarted?.();
  await aborted(options.signal);
  undo();
  await attached?.close();
  await runner.stop();
  return { events, stopped: true };
}

/** Venue and engine answer each other until neither has anything under way. */
function settled(bot: Bot, market: DrivenMarket): Promise<void> | undefined {
  const venue = market.settle();
  const engine = bot.runner.settle();
  if (venue === undefined && engine === undefined) return undefined;
  return (async () => {
    await venue;
    for (let work = bot.runner.settle(); work !== undefined; work = bot.runner.settle()) {
      await work;
      await market.settle();
    }
  })();
}

async function* rest(
  first: IteratorResult<FeedEvent>,
  iterator: AsyncIterator<FeedEvent>,
  atMost: number,
): AsyncGenerator<FeedEvent> {
  let next = first;
  for (let events = 0; next.done !== true && events < atMost; events += 1) {
    yield next.value;
    next = await iterator.next();
  }
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
