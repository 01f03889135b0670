/** Judges the end of a seed: after healing, the books and the venue must say the same. @module */
import {
  Decimal,
  endedLives,
  type AccountSnapshot,
  type Fill,
  type OrderReport,
  type QueryResult,
} from '@tradewright/core';
import { ledgerImbalance } from '@tradewright/engine';
import type { BotProcess } from './bot-process.ts';
import type { VenueBooks } from './venue-books.ts';
import { portfolioId, type World } from './world.ts';

/** An order as far as both sides must agree on it. */
type TrueOrder = Pick<OrderReport, 'clientOrderId' | 'life' | 'filled'>;
type TrueFill = Pick<Fill, 'fillId' | 'revision' | 'price'>;
type TrueAccount = Pick<AccountSnapshot, 'cash'>;

/** The world at its end, whatever venue stands in it. */
type EndedWorld = Pick<World, 'store' | 'broken'> & {
  readonly stage: { readonly currency: string };
  readonly instruments: readonly { readonly symbol: string }[];
  readonly books: Pick<VenueBooks, 'position'> & {
    readonly sent: ReadonlyMap<string, unknown>;
    readonly executions: readonly TrueFill[];
  };
  readonly corrections: {
    newest(fill: TrueFill): TrueFill;
    account(account: TrueAccount, currency: string): TrueAccount;
  };
  readonly venue: {
    fetchOpenOrders(): Promise<QueryResult<TrueOrder>>;
    fetchClosedOrders(query: { readonly since: number }): Promise<QueryResult<TrueOrder>>;
    fetchAccount(): Promise<TrueAccount>;
  };
};

/** Convergence (I3, I4, I7), plans against positions, the ledger and the chain. */
export async function judgeEnd(
  world: EndedWorld,
  process: Pick<BotProcess, 'alive' | 'parts'>,
): Promise<void> {
  if (!process.alive) world.broken('I7', 'the last process ended although nothing was wrong');
  if (process.parts?.gate.ready !== true) world.broken('I7', 'the session never became ready');
  judgeOrders(world, await venueOrders(world));
  judgeFills(world);
  judgePositions(world);
  judgePlans(world);
  judgeWaiting(world);
  await judgeLedger(world);
  const { brokenAt, problem } = world.store.verify();
  if (brokenAt !== null) world.broken('chain', problem ?? 'broken');
}

async function venueOrders(world: EndedWorld): Promise<readonly TrueOrder[]> {
  const open = await world.venue.fetchOpenOrders();
  const closed = await world.venue.fetchClosedOrders({ since: 0 });
  return [open, closed].flatMap((list) => (list.kind === 'complete' ? list.items : []));
}

/** Each order stands alike on both sides; what the venue never had is over here too. */
function judgeOrders(world: EndedWorld, reports: readonly TrueOrder[]): void {
  const reader = world.store.reader(portfolioId);
  const there = new Map(reports.map((report) => [report.clientOrderId, report]));
  if (there.size !== reports.length) world.broken('I1', 'the venue has an order twice');
  for (const report of reports) {
    const record = reader.order(report.clientOrderId ?? '');
    if (record === undefined) {
      world.broken('I2', `${report.clientOrderId} is at the venue and not in the journal`);
    } else if (record.life !== report.life || record.filled !== report.filled) {
      world.broken(
        'I7',
        `${report.clientOrderId} is ${record.life} ${record.filled}, at the venue ${report.life} ${report.filled}`,
      );
    }
  }
  for (const record of reader.openOrders()) {
    const id = record.intent.clientOrderId;
    if (!there.has(id)) world.broken('I7', `${id} is ${record.life}, and the venue never had it`);
    else if (record.command !== null && record.command.state !== 'refused')
      world.broken('I7', `${id} is ${record.life}, with a ${record.command.kind} under way`);
  }
  for (const id of world.books.sent.keys()) {
    const record = reader.order(id);
    const lost = record !== undefined && record.life === 'not-placed' && there.has(id);
    if (lost) world.broken('I1', `${id} was called not placed and is at the venue`);
    if (
      record !== undefined &&
      !there.has(id) &&
      !endedLives.has(record.life) &&
      record.life !== 'unknown'
    )
      world.broken('I7', `${id} is ${record.life} and was never placed`);
  }
}

/** Every execution is booked once per revision, and the newest one as the venue has it. */
function judgeFills(world: EndedWorld): void {
  const booked = world.store.reader(portfolioId).fills();
  const keys = booked.map(({ fillId, revision }) => `${fillId}.${revision}`);
  if (new Set(keys).size !== keys.length) world.broken('I4', 'an execution was booked twice');
  const real = new Map(world.books.executions.map((fill) => [fill.fillId, fill]));
  for (const { fillId } of booked)
    if (!real.has(fillId)) world.broken('I4', `the execution ${fillId} was invented`);
  for (const fill of real.values()) {
    const { fillId, revision, price } = world.corrections.newest(fill);
    const own = booked.filter((one) => one.fillId === fillId);
    const newest = Math.max(...own.map((one) => one.revision));
    const found = own.find((one) => one.revision === newest);
    if (found === undefined) world.broken('I3', `the execution ${fillId} was never booked`);
    else if (found.revision !== revision || found.price !== price)
      world.broken(
        'I4',
        `${fillId} is ${found.price}, at the venue ${price} in revision ${revision}`,
      );
  }
}

function judgePositions(world: EndedWorld): void {
  const books = world.store.reader(portfolioId).bookPositions();
  for (const { symbol } of world.instruments) {
    const sum = books
      .filter((book) => book.symbol === symbol)
      .reduce((total, book) => total.plus(Decimal.from(book.quantity)), Decimal.zero);
    const real = world.books.position(symbol);
    if (!sum.equals(real))
      world.broken(
        'I3',
        `${symbol} is ${sum.toString()} in the books, ${real.toString()} at the venue`,
      );
  }
}

/** What a strategy holds is what its open plans hold. */
function judgePlans(world: EndedWorld): void {
  const reader = world.store.reader(portfolioId);
  const plans = reader.openPlans();
  for (const book of reader.bookPositions()) {
    const planned = plans
      .filter((plan) => plan.symbol === book.symbol && plan.strategyName === book.strategyName)
      .reduce((total, plan) => {
        const open = Decimal.from(plan.filled).minus(Decimal.from(plan.exited));
        return plan.side === 'buy' ? total.plus(open) : total.minus(open);
      }, Decimal.zero);
    if (!planned.equals(Decimal.from(book.quantity)))
      world.broken(
        'plans',
        `${book.strategyName} holds ${book.quantity} ${book.symbol}, its open plans ${planned.toString()}`,
      );
  }
}

/** A plan waits only for an order that can still do something. */
function judgeWaiting(world: EndedWorld): void {
  const reader = world.store.reader(portfolioId);
  const open = new Set(reader.openOrders().map(({ intent }) => intent.clientOrderId));
  for (const plan of reader.openPlans()) {
    const waitsFor =
      plan.state === 'entering'
        ? [plan.entryClientOrderId ?? '']
        : plan.state === 'exiting'
          ? plan.exitClientOrderIds
          : undefined;
    if (waitsFor !== undefined && !waitsFor.some((id) => open.has(id)))
      world.broken('plans', `${plan.planId} is ${plan.state} and waits for nothing`);
  }
}

/** Every entry balances, and the cash account says what the venue says. */
async function judgeLedger(world: EndedWorld): Promise<void> {
  const entries = world.store.reader(portfolioId).ledgerEntries();
  for (const entry of entries) {
    const off = Object.values(ledgerImbalance([entry])).some((sum) => sum !== '0');
    if (off) world.broken('ledger', `entry ${entry.entryId} does not balance`);
  }
  const booked = entries
    .flatMap((entry) => entry.postings)
    .filter(({ account }) => account.startsWith('cash'))
    .reduce((sum, { amount }) => sum.plus(Decimal.from(amount)), Decimal.zero);
  const account = world.corrections.account(await world.venue.fetchAccount(), world.stage.currency);
  const real = Decimal.from(account.cash[world.stage.currency] ?? '0');
  if (!booked.equals(real))
    world.broken(
      'ledger',
      `cash is ${booked.toString()} in the ledger, ${real.toString()} at the venue`,
    );
}
