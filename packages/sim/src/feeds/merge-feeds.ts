/** Several feeds as one, in time order. @module */
import type { FeedEvent } from './feed-event.ts';

type Source = { readonly iterator: AsyncIterator<FeedEvent>; next: FeedEvent | undefined };

/** Delivers by end time; at equal times in the order in which the feeds are given. Holds one event per feed. */
export async function* mergeFeeds(
  feeds: readonly AsyncIterable<FeedEvent>[],
): AsyncGenerator<FeedEvent> {
  const sources: Source[] = [];
  for (const feed of feeds) {
    const source: Source = { iterator: feed[Symbol.asyncIterator](), next: undefined };
    await advance(source);
    sources.push(source);
  }
  try {
    for (let first = earliest(sources); first?.next !== undefined; first = earliest(sources)) {
      const event = first.next;
      await advance(first);
      yield event;
    }
  } finally {
    for (const source of sources) await source.iterator.return?.();
  }
}

async function advance(source: Source): Promise<void> {
  const { done, value } = await source.iterator.next();
  source.next = done === true ? undefined : value;
}

function earliest(sources: readonly Source[]): Source | undefined {
  let first: Source | undefined;
  for (const source of sources) {
    if (
      source.next !== undefined &&
      (first?.next === undefined || source.next.end < first.next.end)
    )
      first = source;
  }
  return first;
}
