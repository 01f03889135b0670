/** Drives a session through a feed. @module */
import type { VirtualClock } from '@tradewright/core';
import type { Feed, FeedEvent } from './feed-event.ts';

/** What is driven. `settle` tells what is still under way: time stands still until it is done. */
export type PlayOptions = {
  readonly clock: VirtualClock;
  readonly feed: Feed;
  readonly deliver: (event: FeedEvent) => void;
  readonly settle: () => Promise<void> | undefined;
  /** Called after each event with how many there were. */
  readonly onProgress?: (events: number, time: number) => void;
  readonly signal?: AbortSignal;
};

/**
 * For each event: moves the clock to its time, so that timers run first and in order, delivers it,
 * and waits only when something is pending. Resolves to the number of events delivered.
 */
export async function playFeed(options: PlayOptions): Promise<number> {
  let events = 0;
  const played = (event: FeedEvent): void => {
    events += 1;
    options.onProgress?.(events, event.end);
  };
  if (Symbol.iterator in options.feed) {
    // An await per event would cost more than the rest of the loop: it happens only where something is pending.
    for (const event of options.feed) {
      if (options.signal?.aborted === true) break;
      const pending = deliverAt(event, options);
      if (pending !== undefined) await pending;
      played(event);
    }
    return events;
  }
  for await (const event of options.feed) {
    if (options.signal?.aborted === true) break;
    await deliverAt(event, options);
    played(event);
  }
  return events;
}

function deliverAt(event: FeedEvent, options: PlayOptions): Promise<void> | undefined {
  const due = options.clock.nextTimer;
  if (due !== undefined && due <= event.end) return afterTimers(event, options);
  options.clock.advanceTo(event.end);
  options.deliver(event);
  return options.settle();
}

async function afterTimers(event: FeedEvent, options: PlayOptions): Promise<void> {
  const { clock } = options;
  for (let due = clock.nextTimer; due !== undefined && due <= event.end; due = clock.nextTimer) {
    clock.runNextTimer();
    const pending = options.settle();
    if (pending !== undefined) await pending;
  }
  await deliverAt(event, options);
}
