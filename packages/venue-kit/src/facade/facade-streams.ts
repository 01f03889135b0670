/** The `watch` side of the facade. @module */
import type { BaseTrader, StreamRequest, TraderEvents, Undo } from '@tradewright/core';
import { UpdateQueue } from './update-queue.ts';

/** Updates kept for a reader that does not call. */
const kept = 1_000;

type Watched = { readonly queue: UpdateQueue<unknown>; readonly end: Undo };

/** One subscription and one queue per thing watched; both last until {@link FacadeStreams.close}. */
export class FacadeStreams {
  readonly #trader: BaseTrader;
  readonly #watched = new Map<string, Promise<Watched>>();

  constructor(trader: BaseTrader) {
    this.#trader = trader;
  }

  /** What came of one event since the last call, for which `keep` is true. */
  async take<Name extends keyof TraderEvents>(
    name: Name,
    key: string,
    keep: (payload: TraderEvents[Name]) => boolean,
    request?: StreamRequest,
  ): Promise<readonly TraderEvents[Name][]> {
    const id = `${name} ${key}`;
    const known = this.#watched.get(id);
    const opening = known ?? this.#open(name, keep, request);
    this.#watched.set(id, opening);
    const watched = await opening.catch((error: unknown) => {
      this.#watched.delete(id);
      throw error;
    });
    return (await watched.queue.take()) as readonly TraderEvents[Name][];
  }

  /** Ends every subscription; whoever waits is told `reason`. */
  close(reason: unknown): void {
    for (const opening of this.#watched.values()) void end(opening, reason);
    this.#watched.clear();
  }

  async #open<Name extends keyof TraderEvents>(
    name: Name,
    keep: (payload: TraderEvents[Name]) => boolean,
    request: StreamRequest | undefined,
  ): Promise<Watched> {
    const queue = new UpdateQueue<unknown>(kept);
    const off = this.#trader.on(name, (payload) => {
      if (keep(payload)) queue.push(payload);
    });
    try {
      const stop = request === undefined ? () => undefined : await this.#trader.subscribe(request);
      return {
        queue,
        end: () => {
          off();
          stop();
        },
      };
    } catch (error) {
      off();
      throw error;
    }
  }
}

async function end(opening: Promise<Watched>, reason: unknown): Promise<void> {
  const watched = await opening.catch(() => undefined);
  watched?.end();
  watched?.queue.fail(reason);
}
