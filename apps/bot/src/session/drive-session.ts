/** Plays a bot's feed from start to end. @module */
import { playFeed } from '@tradewright/sim';
import type { Bot } from './create-bot.ts';

/** How to drive. */
export type DriveOptions = {
  readonly freshPortfolio: boolean;
  readonly fillsSince: number;
  /** Stop after this many events; `undefined` plays to the end. */
  readonly maxEvents?: number | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (events: number, time: number) => void;
};

/** How far the feed was played. `stopped` is true when a signal ended it before its end. */
export type DriveResult = { readonly events: number; readonly stopped: boolean };

/** Starts the runner at the account's time, plays what lies after it and stops the runner in order. */
export async function driveSession(bot: Bot, options: DriveOptions): Promise<DriveResult> {
  const { runner, trader, clock } = bot;
  const iterator = bot.feed[Symbol.asyncIterator]();
  let next = await iterator.next();
  // A resumed account has seen this part: it fills the history and trades nothing.
  while (next.done !== true && next.value.end <= trader.marketTime) {
    clock.advanceTo(next.value.end);
    trader.warm(next.value);
    next = await iterator.next();
  }
  await runner.start({ fillsSince: options.fillsSince, freshPortfolio: options.freshPortfolio });
  const pending = next.done === true ? [] : [next.value];
  let events = 0;
  async function* rest() {
    yield* pending;
    for (let item = await iterator.next(); item.done !== true; item = await iterator.next())
      yield item.value;
  }
  async function* limited() {
    for await (const event of rest()) {
      if (options.maxEvents !== undefined && events >= options.maxEvents) return;
      events += 1;
      yield event;
    }
  }
  const { signal, onProgress } = options;
  events = 0;
  const played = await playFeed({
    clock,
    feed: limited(),
    deliver: (event) => trader.deliver(event),
    settle: () => runner.settle(),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const stopped = signal?.aborted === true;
  await runner.stop();
  return { events: played, stopped };
}
