/** Prices of what is held and not ours: it counts as exposure. @module */
import type { Undo } from '@tradewright/core';
import type { RunnerParts } from './runner-parts.ts';
import { firstQuote } from './subscribe-to.ts';

/** What the watch works with. */
export type ExternalWatchParts = Pick<
  RunnerParts,
  'externalHoldings' | 'market' | 'trader' | 'dataFetchCoordinator'
>;

/** Hears each holding that has not been heard of yet; one that the venue cannot quote stands at the venue's own mark, or has no worth that is known. */
export class ExternalWatch {
  readonly #parts: ExternalWatchParts;
  readonly #asked = new Set<string>();
  readonly #undo: Undo[] = [];

  constructor(parts: ExternalWatchParts) {
    this.#parts = parts;
  }

  /** True while a holding is there that has not been asked about. */
  get isBehind(): boolean {
    for (const symbol of this.#parts.externalHoldings.quantities().keys())
      if (!this.#asked.has(symbol)) return true;
    return false;
  }

  /** Never rejects: what the venue cannot answer now is asked again. */
  async catchUp(): Promise<void> {
    const { externalHoldings, market } = this.#parts;
    for (const symbol of externalHoldings.quantities().keys()) {
      if (this.#asked.has(symbol)) continue;
      this.#asked.add(symbol);
      if (market.instrument(symbol) !== undefined) continue;
      await this.#hear(symbol).catch(() => this.#asked.delete(symbol));
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  async #hear(symbol: string): Promise<void> {
    const { trader, market } = this.#parts;
    const instrument = await trader.loadInstrument(symbol);
    this.#undo.push(await trader.subscribe({ stream: 'quote', symbol }));
    market.setInstrument(instrument);
    await firstQuote(this.#parts, symbol);
  }
}
