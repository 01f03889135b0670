/** The strategies of a session, added and removed while it runs. @module */
import {
  TradewrightError,
  type Bar,
  type Fill,
  type Strategy,
  type StrategyAction,
  type StrategyBook,
  type Timeframe,
} from '@tradewright/core';

/** Whom the host asks and tells. */
export type StrategyHostOptions = {
  readonly bookOf: (strategyName: string) => StrategyBook;
  /** Actions of a bar handler, once they are known. */
  readonly onActions: (strategy: Strategy, actions: readonly StrategyAction[]) => void;
  readonly onFailure: (strategy: Strategy, error: unknown) => void;
  /** A handler returned a promise: whoever drives time waits for it. */
  readonly onPending: (work: Promise<void>) => void;
};

type Hosted = { readonly strategy: Strategy; readonly book: StrategyBook };

/** Hands bars and fills to strategies in the order in which they were added; one that throws harms nobody else. */
export class StrategyHost {
  readonly #options: StrategyHostOptions;
  readonly #hosted = new Map<string, Hosted>();

  constructor(options: StrategyHostOptions) {
    this.#options = options;
  }

  /** @throws TradewrightError `CONFIG_INVALID` for a name that is taken: names are the keys of the books. */
  add(strategy: Strategy): void {
    if (this.#hosted.has(strategy.name)) {
      throw new TradewrightError(
        'CONFIG_INVALID',
        `Two strategies were named "${strategy.name}".`,
        { hint: 'give each its own name' },
      );
    }
    this.#hosted.set(strategy.name, { strategy, book: this.#options.bookOf(strategy.name) });
  }

  /** True when it was there. Its plans and positions stay under watch. */
  remove(name: string): boolean {
    return this.#hosted.delete(name);
  }

  strategies(): readonly Strategy[] {
    return [...this.#hosted.values()].map((hosted) => hosted.strategy);
  }

  /** Synchronous: waits for nothing unless a handler returned a promise. */
  onBar(symbol: string, timeframe: Timeframe, bar: Bar): void {
    for (const { strategy, book } of this.#hosted.values()) {
      if (
        strategy.onBar === undefined ||
        strategy.timeframe !== timeframe ||
        !strategy.symbols.includes(symbol)
      )
        continue;
      try {
        const answer = strategy.onBar(symbol, bar, book);
        if (answer === undefined) continue;
        if (answer instanceof Promise) this.#options.onPending(this.#settle(strategy, answer));
        else this.#deliver(strategy, answer);
      } catch (error) {
        this.#options.onFailure(strategy, error);
      }
    }
  }

  onFill(fill: Fill, strategyName: string): void {
    const hosted = this.#hosted.get(strategyName);
    if (hosted === undefined) return;
    try {
      hosted.strategy.onFill?.(fill, hosted.book);
    } catch (error) {
      this.#options.onFailure(hosted.strategy, error);
    }
  }

  async #settle(
    strategy: Strategy,
    answer: Promise<readonly StrategyAction[] | void>,
  ): Promise<void> {
    try {
      this.#deliver(strategy, (await answer) ?? []);
    } catch (error) {
      this.#options.onFailure(strategy, error);
    }
  }

  #deliver(strategy: Strategy, actions: readonly StrategyAction[]): void {
    if (actions.length > 0) this.#options.onActions(strategy, actions);
  }
}
