/** The books that the newest session left. @module */
import { TradewrightError } from '@tradewright/core';
import { readingStore, type VerbContext } from '../verbs/verb-context.ts';
import type { ReadingState } from './reading-context.ts';

const ended = ['closed', 'canceled', 'failed'];

/** Equity, plans, positions and fills of the newest session; nothing where there has been none. */
export function readBooks(context: VerbContext): ReadingState {
  const { config } = context;
  const strategyName = config.strategies[0]?.name ?? 'offline-rules-v1';
  const none: ReadingState = {
    strategyName,
    baseCurrency: config.BASE_CURRENCY,
    equity: null,
    plans: [],
    positions: [],
    fills: [],
  };
  let store;
  try {
    store = readingStore(context);
  } catch (error) {
    if (TradewrightError.is(error) && error.code === 'SESSION_UNKNOWN') return none;
    throw error;
  }
  try {
    const id = store.lastSession();
    if (id === undefined) return none;
    const details = store.details(id);
    return {
      strategyName,
      baseCurrency: store.session(id).baseCurrency,
      equity: details.equity().at(-1) ?? null,
      plans: details.plans().filter(({ state }) => !ended.includes(state)),
      positions: details.positions().filter(({ state }) => state === 'open'),
      fills: details.standingFills().slice(-10),
    };
  } finally {
    store.close();
  }
}
