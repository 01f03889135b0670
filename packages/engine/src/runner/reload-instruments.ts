/** Hours, price steps and lots age: each day they are asked for again. @module */
import type { BaseTrader } from '@tradewright/core';
import type { MarketState } from '../market/market-state.ts';

/** Venues list the hours of a few days ahead. */
export const reloadEveryMs = 86_400_000;

/** What the reload works with. */
export type ReloadParts = { readonly trader: BaseTrader; readonly market: MarketState };

/** A venue that does not answer leaves what is known as it is; the next day asks again. */
export async function reloadInstruments({ trader, market }: ReloadParts): Promise<void> {
  for (const { symbol } of market.instruments()) {
    const fresh = await trader.loadInstrument(symbol).catch(() => undefined);
    if (fresh !== undefined) market.setInstrument(fresh);
  }
}
