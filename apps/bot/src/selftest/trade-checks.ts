/** One small trade of a strategy, kept over a shutdown. @module */
import { TradewrightError, type Decision, type OrderRecord, type Plan } from '@tradewright/core';
import { plainNumber } from '../output/money.ts';
import type { Checklist } from './checklist.ts';
import {
  startSelftestSession,
  type SelftestPlace,
  type SelftestSession,
} from './selftest-session.ts';
import { SelftestStrategy, type SelftestTerms } from './selftest-strategy.ts';

/** The position that a session left behind. */
export type TradedBook = { readonly plan: Plan; readonly quantity: string };

/** A session and the strategy in it. */
type Trading = {
  readonly checklist: Checklist;
  readonly session: SelftestSession;
  readonly strategy: SelftestStrategy;
};

/** What has been bought is sold again, whatever else fails. */
const goesOn = { isEssential: false };

/** How long a step may take, in the session's own time: a driven market has bars of five minutes and more. */
const patienceMs = { live: 60_000, driven: 4 * 3_600_000 };

/** Lets the strategy buy once. `undefined` when nothing is held afterwards. */
export async function enter(
  trading: Trading & { readonly skipOrders: boolean },
): Promise<TradedBook | undefined> {
  const { checklist, session, strategy, skipOrders } = trading;
  const { parts } = session.bot;
  const skipped = { state: 'skipped', detail: '--skip-orders' } as const;
  let planId = '';
  const plan = (): Plan | undefined => parts.planBook.plan(planId);
  const entry = (): OrderRecord | undefined =>
    parts.orders.record(plan()?.entryClientOrderId ?? '');
  await checklist.run('a strategy places an order', async () => {
    if (skipOrders) return skipped;
    planId = admitted(await decided(session, strategy, 'enter'));
    await session.until(() => (entry()?.life ?? 'sending') !== 'sending', patience(session));
    return sentText(entry());
  });
  await checklist.run(
    'the order is filled',
    async () => {
      if (skipOrders) return skipped;
      await session.until(() => plan()?.state === 'open', patience(session));
      if (plan()?.state !== 'open') throw notFilled(entry());
      const heard = await session.until(() => strategy.heard.fills > 0, 1_000);
      if (!heard) throw new Error('The fill did not reach the strategy.');
      const { filled, averageEntryPrice, symbol } = plan() as Plan;
      return `${plainNumber(filled)} ${symbol} at ${plainNumber(averageEntryPrice)}; the strategy was told`;
    },
    goesOn,
  );
  await checklist.run(
    'protected at the venue',
    async () => {
      if (skipOrders) return skipped;
      if (parts.protectionDesk === undefined)
        return { state: 'skipped', detail: 'PROTECT_AT_VENUE is false' };
      const protection = (): readonly OrderRecord[] =>
        (plan()?.protectionClientOrderIds ?? []).flatMap((id) => parts.orders.record(id) ?? []);
      const rests = (): boolean => protection().some(({ life }) => life === 'working');
      await session.until(rests, patience(session));
      const [order] = protection();
      if (order === undefined)
        return { state: 'not-offered', detail: 'the plan monitor watches instead' };
      if (!rests()) throw new Error(`The protective order was ${order.life}.`);
      const { side, quantity, stopPrice } = order.intent;
      return `stop to ${side} ${plainNumber(quantity)} at ${plainNumber(stopPrice)} rests`;
    },
    goesOn,
  );
  const held = plan();
  if (held === undefined) return undefined;
  return { plan: held, quantity: bookOf(session, strategy) };
}

/** Starts the next session of the portfolio and compares. */
export async function checkShutdown(run: {
  readonly checklist: Checklist;
  readonly place: SelftestPlace;
  readonly terms: SelftestTerms;
  readonly book: TradedBook | undefined;
}): Promise<
  { readonly session: SelftestSession; readonly strategy: SelftestStrategy } | undefined
> {
  const { checklist, place, terms, book } = run;
  const strategy = new SelftestStrategy(terms);
  let session: SelftestSession | undefined;
  await checklist.run(
    'state is kept over a shutdown',
    async () => {
      const next = await startSelftestSession(place, strategy);
      session = next;
      const { parts } = next.bot;
      if (book === undefined) return 'the next session goes on in the same portfolio';
      if (!(await next.until(() => parts.gate.ready, 30_000)))
        throw new Error('The session did not become ready: venue and books could not be compared.');
      const halts = parts.halts.open().map(({ reason }) => reason);
      if (halts.length > 0)
        throw new Error(`Venue and books differed after the start: ${halts.join('; ')}.`);
      if (book === undefined) return 'the next session goes on in the same portfolio';
      const plan = parts.planBook.plan(book.plan.planId);
      const quantity = bookOf(next, strategy);
      if (plan?.state !== book.plan.state || quantity !== book.quantity)
        throw new Error(
          `The position was ${book.quantity} in a plan that was ${book.plan.state}; now ${quantity} and ${plan?.state ?? 'gone'}.`,
        );
      return `${plainNumber(quantity)} ${terms.symbol}, its plan and its orders, as at the venue`;
    },
    goesOn,
  );
  return session === undefined ? undefined : { session, strategy };
}

/** Closes the position. */
export async function leave(
  trading: Trading & { readonly book: TradedBook | undefined },
): Promise<void> {
  const { checklist, session, strategy, book } = trading;
  await checklist.run('the position is closed again', async () => {
    if (book === undefined) return { state: 'skipped', detail: 'nothing is held' };
    const { parts } = session.bot;
    admitted(await decided(session, strategy, 'leave'));
    const plan = (): Plan | undefined => parts.planBook.plan(book.plan.planId);
    await session.until(() => plan()?.state === 'closed', patience(session));
    if (plan()?.state !== 'closed') throw stillHeld(session, strategy);
    const open = parts.orders.open().filter(({ intent }) => intent.strategyName === strategy.name);
    return `flat, ${open.length} orders of the test left`;
  });
}

/** One decision, asked for now. */
async function decided(
  session: SelftestSession,
  strategy: SelftestStrategy,
  aim: SelftestStrategy['aim'],
): Promise<Decision | undefined> {
  const { runner, parts } = session.bot;
  let decision: Decision | undefined;
  const undo = parts.bus.subscribe('decision.made', ({ payload }) => {
    if (payload.strategyName === strategy.name) decision ??= payload;
  });
  strategy.aim = aim;
  runner.decide();
  undo();
  await session.until(() => decision !== undefined, 1_000);
  return decision;
}

/** The plan that the decision led to. @throws TradewrightError `RISK_DENIED` with every broken rule */
function admitted(decision: Decision | undefined): string {
  const [action] = decision?.actions ?? [];
  const { outcome, planId, reasons = [] } = action ?? {};
  if (planId != null && (outcome === 'admitted' || outcome === 'done')) return planId;
  const text = reasons.join('; ').replace(/\.$/, '') || 'the strategy did not answer';
  if (outcome === 'denied')
    throw new TradewrightError('RISK_DENIED', `Risk denied the order: ${text}.`, {
      hint: 'test a symbol whose market is open, or raise the cap that it names',
    });
  const held = action?.request.action === 'hold' ? action.request.reasons.join('; ') : '';
  throw new Error(`The order was not made: ${text || held}.`);
}

/** @throws TradewrightError for an order that the venue did not take */
function sentText(record: OrderRecord | undefined): string {
  if (record === undefined) throw new Error('The order left no record.');
  const { intent, life, message } = record;
  if (['unknown', 'refused', 'not-placed', 'denied'].includes(life)) throw notFilled(record);
  const note = message === null ? '' : ` (${message})`;
  return `${intent.side} ${plainNumber(intent.quantity)} ${intent.symbol} ${intent.type}, ${intent.clientOrderId}: ${life}${note}`;
}

function notFilled(record: OrderRecord | undefined): Error {
  const life = record?.life ?? 'gone';
  const text = `The order was ${life}${record?.message == null ? '' : `: ${record.message}`}.`;
  if (life === 'unknown')
    return new TradewrightError('ORDER_UNKNOWN_OUTCOME', text, {
      outcome: 'unknown',
      hint: '`tradewright orders` asks the venue again; it may be working',
    });
  return new Error(text);
}

function stillHeld(session: SelftestSession, strategy: SelftestStrategy): Error {
  return new TradewrightError(
    'ORDER_UNKNOWN_OUTCOME',
    `The position was not closed in time: ${bookOf(session, strategy)} ${strategy.symbols[0] ?? ''} is held.`,
    { outcome: 'unknown', hint: 'look at `tradewright positions`, then run `tradewright flatten`' },
  );
}

function bookOf({ bot }: SelftestSession, strategy: SelftestStrategy): string {
  const symbol = strategy.symbols[0] ?? '';
  return bot.parts.portfolioTracker.position(strategy.name, symbol)?.quantity ?? '0';
}

function patience({ bot }: SelftestSession): number {
  return bot.venue.market === undefined ? patienceMs.live : patienceMs.driven;
}
