/** A recorded market in the hands of a verb: time moves only as far as it is asked to. @module */
import { playFeed, type FeedEvent } from '@tradewright/sim';
import type { Bot } from '../session/create-bot.ts';
import type { DrivenMarket } from '../venues/venue-entry.ts';

/** Plays the feed in steps. */
export class DrivenTime {
  readonly #bot: Bot;
  readonly #market: DrivenMarket;
  readonly #iterator: AsyncIterator<FeedEvent>;
  #next: IteratorResult<FeedEvent> | undefined;

  constructor(bot: Bot, market: DrivenMarket) {
    this.#bot = bot;
    this.#market = market;
    this.#iterator = market.feed[Symbol.asyncIterator]();
  }

  /** Brings the account to where it left off; one that has seen nothing yet sees its first prices. */
  async resume(): Promise<void> {
    const { clock, resume } = this.#market;
    const symbols = new Set(this.#bot.venue.symbols);
    const fresh = resume === undefined || resume.marketTime === 0;
    for (;;) {
      const { done, value } = (this.#next ??= await this.#iterator.next());
      if (done === true) return;
      if (fresh ? symbols.size === 0 : value.end > resume.marketTime) return;
      clock.advanceTo(value.end);
      if (resume === undefined) this.#market.deliver(value);
      else resume.warm(value);
      symbols.delete(value.symbol);
      this.#next = undefined;
    }
  }

  /** Plays on until `isOver` or the end of the data. */
  async play(isOver: () => boolean): Promise<void> {
    const events = this.#rest(isOver);
    await playFeed({
      clock: this.#market.clock,
      feed: events,
      deliver: (event) => this.#market.deliver(event),
      settle: () => this.#settled(),
    });
  }

  async *#rest(isOver: () => boolean): AsyncGenerator<FeedEvent> {
    while (!isOver()) {
      const { done, value } = (this.#next ??= await this.#iterator.next());
      if (done === true) return;
      this.#next = undefined;
      yield value;
    }
  }

  async #settled(): Promise<void> {
    await this.#market.settle();
    await this.#bot.runner.settle();
  }
}
