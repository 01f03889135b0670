/** WebSockets between one process and the fake Gemini, with faults. @module */
import type { OpenStreamSocket } from '@tradewright/venue-ccxt';
import type { FakeSession, FakeVenue } from '@tradewright/venue-ccxt/testing';
import { longestWireMs, type LinkHost } from '../link-host.ts';

/** Keeps the order of frames, as TCP does; loses, repeats and delays what the venue tells of orders. */
export class GeminiSockets {
  readonly #host: LinkHost;
  readonly #venue: FakeVenue;
  readonly #isUp: () => boolean;
  readonly #open = new Set<() => void>();

  constructor(host: LinkHost, venue: FakeVenue, isUp: () => boolean) {
    this.#host = host;
    this.#venue = venue;
    this.#isUp = isUp;
  }

  readonly open: OpenStreamSocket = (_url, headers, events) => {
    const { clock, enter } = this.#host;
    let session: FakeSession | undefined;
    let ended = false;
    const end = (refused: boolean): void => {
      if (ended) return;
      ended = true;
      this.#open.delete(drop);
      session?.closed();
      enter(() => events.onEnd(refused));
    };
    const drop = (): void => end(false);
    let latest = 0;
    const toProcess = (text: string): void => {
      latest = Math.max(latest, clock.now() + this.#delay());
      clock.after(latest - clock.now(), () => {
        if (!ended) enter(() => events.onText(text));
      });
    };
    clock.after(1, () => {
      if (ended) return;
      const lower = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      if (!this.#isUp()) return drop();
      if (!this.#venue.stream.admits(lower)) return end(true);
      this.#open.add(drop);
      session = this.#venue.stream.connect(lower, {
        send: (text) => this.#carry(text, toProcess),
        end: drop,
      });
      const send = (text: string): void =>
        void clock.after(1, () => {
          if (!ended) session?.onText(text);
        });
      enter(() => events.onOpen({ send, end: drop }));
    });
    return () => {
      ended = true;
      this.#open.delete(drop);
      session?.closed();
    };
  };

  /** Cuts every connection. */
  drop(): void {
    for (const drop of this.#open) drop();
  }

  #carry(text: string, toProcess: (text: string) => void): void {
    const { dropEvent, duplicateEvent } = this.#host.rates();
    const isReply = text.includes('"status":');
    if (!isReply && this.#chance(dropEvent)) return;
    toProcess(text);
    if (!isReply && this.#chance(duplicateEvent)) toProcess(text);
  }

  #delay(): number {
    return this.#chance(this.#host.rates().delayEvent)
      ? this.#host.random.integer(1, longestWireMs)
      : 0;
  }

  #chance(rate: number): boolean {
    return rate > 0 && this.#host.random.next() < rate;
  }
}
