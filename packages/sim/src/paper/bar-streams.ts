/** Who listens to which bars. @module */
import type { Bar, Timeframe, TraderEvents, Undo } from '@tradewright/core';
import type { FeedEvent } from '../feeds/feed-event.ts';
import { BarRoller } from './bar-roller.ts';

type Stream = { readers: number; readonly roller: BarRoller };

/** One stream per symbol and timeframe, shared by all readers; longer timeframes are folded here. */
export class BarStreams {
  readonly #bySymbol = new Map<string, Map<Timeframe, Stream>>();

  /** Starts or shares a stream. */
  open(symbol: string, timeframe: Timeframe): Undo {
    let streams = this.#bySymbol.get(symbol);
    if (streams === undefined) this.#bySymbol.set(symbol, (streams = new Map<Timeframe, Stream>()));
    const stream = streams.get(timeframe) ?? { readers: 0, roller: new BarRoller(timeframe) };
    stream.readers += 1;
    streams.set(timeframe, stream);
    let open = true;
    return () => {
      if (open) stream.readers -= 1;
      open = false;
      if (stream.readers === 0) this.#bySymbol.get(symbol)?.delete(timeframe);
    };
  }

  /** Hands a base bar on, and every longer bar that it finishes. */
  add(event: FeedEvent, bar: Bar, emit: (payload: TraderEvents['bar']) => void): void {
    const streams = this.#bySymbol.get(event.symbol);
    if (streams === undefined) return;
    for (const [timeframe, { roller }] of streams) {
      if (timeframe === event.timeframe) emit({ symbol: event.symbol, timeframe, bar });
      else
        for (const finished of roller.add(bar, event.end))
          emit({ symbol: event.symbol, timeframe, bar: finished });
    }
  }
}
