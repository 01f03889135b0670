/** Closes what this account's strategies and orders by hand have opened. @module */
import {
  Decimal,
  endedLives,
  journalEvent,
  roundQuantity,
  viewOf,
  type BookPosition,
  type CommandResult,
  type OrderIntent,
} from '@tradewright/core';
import { reducingSide } from '../portfolio/signed-quantity.ts';
import { manualBook } from '../risk/manual-book.ts';
import { awaitOrder } from './await-order.ts';
import { cancelOrders, type HandledOrder } from './cancel-orders.ts';
import type { DeskParts } from './desk-parts.ts';
import { planOrderRequest } from './exit-order.ts';

/** A book that could not be closed, and why. */
export type UnclosedBook = {
  readonly symbol: string;
  readonly strategyName: string;
  readonly outcome: CommandResult['outcome'];
  readonly message: string;
};

/**
 * Cancels every open order first, so that none can fill beside the closing ones, then closes each
 * open book. Books whose orders may still be working are left alone: selling twice is worse.
 */
export async function flattenBooks(
  desk: DeskParts,
): Promise<readonly (HandledOrder | UnclosedBook)[]> {
  // A canceled protective order must not come back before its position is gone.
  const resume = desk.parts.protectionDesk?.suspend();
  try {
    return await cancelAndClose(desk);
  } finally {
    resume?.();
  }
}

async function cancelAndClose(desk: DeskParts): Promise<readonly (HandledOrder | UnclosedBook)[]> {
  const { orders, portfolioTracker } = desk.parts;
  const canceled = await cancelOrders(orders.open(), desk);
  const open = portfolioTracker.books().filter((book) => book.state === 'open');
  const closed = await Promise.all(open.map((book) => closeBook(book, desk)));
  const stuck = canceled.filter(
    (order) => order.outcome === 'unknown' || order.outcome === 'refused',
  );
  return [...stuck, ...closed.flat()];
}

async function closeBook(
  book: BookPosition,
  desk: DeskParts,
): Promise<readonly (HandledOrder | UnclosedBook)[]> {
  const { orders, planBook, market } = desk.parts;
  const { symbol, strategyName } = book;
  const unclosed = (message: string, outcome: CommandResult['outcome']): UnclosedBook => ({
    symbol,
    strategyName,
    outcome,
    message,
  });
  const working = orders
    .open()
    .find((record) => record.intent.symbol === symbol && bookOf(record.intent) === strategyName);
  if (working !== undefined)
    return [unclosed(`order ${working.intent.clientOrderId} may still be working`, 'unknown')];
  if (market.instrument(symbol) === undefined)
    market.setInstrument(await desk.parts.trader.loadInstrument(symbol));
  const plans = planBook.open(strategyName).filter((plan) => plan.symbol === symbol);
  const closings =
    plans.length === 0
      ? [(attempt: number) => closeDirectly(book, attempt, desk)]
      : plans.map((plan) => () => closePlan(plan.planId, strategyName, desk));
  return Promise.all(
    closings.map(async (close) => {
      const end = await closeStepwise(symbol, close, desk);
      return 'problem' in end ? unclosed(end.problem, end.outcome) : end;
    }),
  );
}

/** How often a closing limit is tried, each one further past the touch. */
const closingTries = 4;

/** Sends until one has filled; where market orders are taken, or the outcome is not known, once. */
async function closeStepwise(
  symbol: string,
  close: (attempt: number) => Sent,
  desk: DeskParts,
): Promise<HandledOrder | { problem: string; outcome: CommandResult['outcome'] }> {
  const { market, trader } = desk.parts;
  for (let attempt = 0; ; attempt += 1) {
    const quote = await trader.fetchQuote(symbol).catch(() => undefined);
    if (quote !== undefined) market.onQuote(quote);
    const sent = close(attempt);
    if ('problem' in sent) return { ...sent, outcome: 'failed' };
    const end = await endOf(sent.clientOrderId, desk);
    if (end === undefined) return { problem: 'the order is gone', outcome: 'unknown' };
    const isOnce = market.instrument(symbol)?.orderTypes.includes('market') ?? true;
    const mayGoOn = end.status === 'canceled' || end.status === 'expired';
    if (isOnce || !mayGoOn || attempt + 1 === closingTries) return end;
  }
}

type Sent = { readonly clientOrderId: string } | { readonly problem: string };

function closePlan(planId: string, strategyName: string, { parts }: DeskParts): Sent {
  const result = parts.planDesk.flatten(strategyName, planId);
  const id = parts.planBook.plan(planId)?.exitClientOrderIds.at(-1);
  return result.outcome === 'done' && id !== undefined
    ? { clientOrderId: id }
    : { problem: result.reasons.join('; ') };
}

function closeDirectly(book: BookPosition, attempt: number, desk: DeskParts): Sent {
  const { market, trader, ids, clock, riskManager, journal, execution, activity } = desk.parts;
  const instrument = market.instrument(book.symbol);
  // What an earlier try has filled is gone already.
  const now = desk.parts.portfolioTracker.position(book.strategyName, book.symbol) ?? book;
  const held = Decimal.from(now.quantity);
  if (instrument === undefined) return { problem: `${book.symbol} is not known at the venue` };
  const request = planOrderRequest({
    instrument,
    quote: market.quote(book.symbol),
    side: reducingSide(held),
    quantity: roundQuantity(held.absolute(), instrument.lot),
    limitPrice: null,
    reduceOnly: trader.capabilities.reduceOnly,
    slippagePercent: desk.slippagePercent,
    exit: { ticks: desk.exitTicks, attempt },
  });
  if (request === undefined) return { problem: `no price is known for ${book.symbol}` };
  const review = riskManager.review({
    ...request,
    clientOrderId: ids.clientOrderId(),
    purpose: 'flatten',
    strategyName: book.strategyName === manualBook ? null : book.strategyName,
    planId: null,
    parentClientOrderId: null,
    ocaGroup: null,
    createdTime: clock.now(),
  });
  journal.append([journalEvent('risk.reviewed', review.verdict.time, review.verdict)]);
  if (review.approved === undefined)
    return { problem: review.verdict.denials.map((denial) => denial.message).join(' ') };
  activity.track(execution.submit(review.approved));
  return { clientOrderId: review.approved.intent.clientOrderId };
}

async function endOf(clientOrderId: string, desk: DeskParts): Promise<HandledOrder | undefined> {
  const record = await awaitOrder(clientOrderId, ({ life }) => endedLives.has(life), desk);
  if (record === undefined) return undefined;
  const ended = endedLives.has(record.life) ? 'failed' : 'unknown';
  return { ...viewOf(record), outcome: record.life === 'filled' ? 'done' : ended };
}

function bookOf({ strategyName }: OrderIntent): string {
  return strategyName ?? manualBook;
}
