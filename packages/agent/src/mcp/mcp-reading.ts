/** What one connection has been shown, over many readings of the market. @module */
import type { TradingContext } from '@tradewright/core';
import type { Shown } from '../gate/evidence-index.ts';
import type { ItemResult } from '../gate/gate.ts';
import type { ToolCoordinator } from '../tools/tool-coordinator.ts';
import type { ToolScope } from '../tools/tool-scope.ts';

/** The gate's verdict on an item as things stand, with what has been shown. */
type JudgeItem = (
  item: unknown,
  context: TradingContext,
  shown: ReadonlyMap<string, Shown>,
) => ItemResult | undefined;

/** What a connection reads with. `context` is asked at each call; an implementation keeps it for a moment. */
export type McpReadingOptions = {
  readonly coordinator: ToolCoordinator;
  readonly context: () => Promise<TradingContext>;
  readonly judge: JudgeItem;
  /** Wall time: the context of recorded data stands still, quotas must not. */
  readonly now: () => number;
};

type Reading = { readonly context: TradingContext; readonly scope: ToolScope };

/** How many earlier results can still be cited. */
const keptResults = 100;

/**
 * A decision reads one frozen context; a connection lives through many. Each new context opens a new
 * scope with its own limits, references count on, and what was shown before can be cited until its
 * data is old.
 */
export class McpReading {
  readonly #options: McpReadingOptions;
  #before = new Map<string, Shown>();
  #count = 0;
  #reading: Reading | undefined;

  constructor(options: McpReadingOptions) {
    this.#options = options;
  }

  /** The scope over what is true now. */
  async current(): Promise<Reading> {
    const { coordinator, judge, now } = this.#options;
    const context = await this.#options.context();
    if (this.#reading?.context === context) return this.#reading;
    if (this.#reading !== undefined) this.#keep(this.#reading.scope);
    const scope = coordinator.open({
      context,
      simulate: (item) => judge(item, context, this.shown),
      now,
      shownBefore: this.#count,
    });
    this.#reading = { context, scope };
    return this.#reading;
  }

  /** Everything that can be cited now; what has become old since it was shown is marked stale. */
  get shown(): ReadonlyMap<string, Shown> {
    const reading = this.#reading;
    if (reading === undefined) return this.#before;
    const oldest = reading.context.time - this.#options.coordinator.limits.staleAfterMs;
    const before = [...this.#before].map(([ref, shown]): [string, Shown] => [
      ref,
      { ...shown, stale: shown.stale || (shown.asOf !== null && shown.asOf < oldest) },
    ]);
    return new Map([...before, ...reading.scope.shown]);
  }

  #keep(scope: ToolScope): void {
    this.#count += scope.shown.size;
    this.#before = new Map([...this.#before, ...scope.shown].slice(-keptResults));
  }
}
