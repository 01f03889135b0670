/** The venue: a process of its own that outlives every bot. Its terms come as the first argument. @module */
import { createServer, type Socket } from 'node:net';
import {
  Decimal,
  SeededRandom,
  TradewrightError,
  type Fill,
  type OrderIntent,
  type OrderReport,
  type Position,
  type QueryResult,
} from '@tradewright/core';
import { PaperTrader, defaultPaperTerms } from '@tradewright/sim';
import { MarketWalk, walkStepMs } from '../../simulation/src/market-walk.ts';
import { account, instruments, speed, type RoundTerms } from './crash-terms.ts';
import { readLines } from './line-reader.ts';
import { ScaledClock } from './scaled-clock.ts';
import type { VenueTruth, WireMessage, WireRequest } from './wire.ts';

const terms = JSON.parse(process.argv[2] ?? '') as RoundTerms;
const clock = new ScaledClock(terms.origin, speed);
const random = new SeededRandom(`${terms.seed} venue`);
const walk = new MarketWalk(random, [
  { symbol: 'BHP/AUD', start: 50, reach: 8 },
  { symbol: 'XRO/AUD', start: 120, reach: 25 },
]);
const venue = new PaperTrader({
  accountId: account.accountId,
  baseCurrency: 'AUD',
  openingCash: { AUD: '100000' },
  clock,
  instruments,
  terms: { ...defaultPaperTerms, slippageTicks: 1 },
});
const placed = new Map<string, number>();
const sockets = new Set<Socket>();
let moving = true;

/** A market that stands still shows its sizes anew: whoever wants out finds somebody. */
const step = (): void => {
  const now = clock.now();
  for (const event of moving ? walk.next(now) : walk.still(now)) venue.deliver(event);
};

function send(socket: Socket, message: WireMessage): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

function broadcast(event: string, payload: unknown): void {
  for (const socket of sockets) send(socket, { event, payload });
}

/** Half of the commissions come apart from their execution, before or after it. */
function tellFill(fill: Fill): void {
  const { commission, commissionCurrency, venue, accountId, fillId, revision, time } = fill;
  const dice = random.next();
  if (commission === null || dice < 0.5) return broadcast('fill', fill);
  const bare = { ...fill, commission: null, commissionCurrency: null };
  const key = { venue, accountId, fillId, revision };
  const paid = { ...key, commission, currency: commissionCurrency, time };
  if (dice < 0.75) broadcast('commission', paid);
  broadcast('fill', bare);
  if (dice >= 0.75) broadcast('commission', paid);
}

function itemsOf<Item>(result: QueryResult<Item>): readonly Item[] {
  if (result.kind !== 'complete') throw new Error(result.message);
  return result.items;
}

async function truth(): Promise<VenueTruth> {
  const open: readonly OrderReport[] = itemsOf(await venue.fetchOpenOrders());
  const closed = itemsOf(await venue.fetchClosedOrders({ since: 0 }));
  const positions: readonly Position[] = itemsOf(await venue.fetchPositions());
  return {
    placed: Object.fromEntries(placed),
    orders: [...open, ...closed],
    fills: itemsOf(await venue.fetchFills({ since: 0 })),
    positions: positions.filter(({ quantity }) => !Decimal.from(quantity).isZero()),
    cash: (await venue.fetchAccount()).cash['AUD'] ?? '0',
  };
}

/** What the one who runs the round asks for; anything else is a method of the venue. */
const ownMethods: Readonly<Record<string, () => unknown>> = {
  truth,
  freeze: () => ((moving = false), null),
  move: () => ((moving = true), null),
};

async function answer({ method, args }: WireRequest): Promise<unknown> {
  const own = ownMethods[method];
  if (own !== undefined) return own();
  if (method === 'placeOrder') {
    const { clientOrderId } = args[0] as OrderIntent;
    placed.set(clientOrderId, (placed.get(clientOrderId) ?? 0) + 1);
  }
  const call = venue[method as keyof PaperTrader] as (...args: readonly unknown[]) => unknown;
  const result = await call.apply(venue, [...args]);
  return typeof result === 'function' || result === undefined ? null : result;
}

async function serve(socket: Socket, request: WireRequest): Promise<void> {
  const { id } = request;
  try {
    send(socket, { id, result: await answer(request) });
  } catch (error) {
    if (!TradewrightError.is(error)) throw error;
    const { code, message, outcome } = error;
    send(socket, { id, failure: { code, message, outcome } });
  }
}

for (const name of ['quote', 'bar', 'order', 'account'] as const)
  venue.on(name, (payload) => broadcast(name, payload));
venue.on('fill', tellFill);
await venue.connect();
step();
clock.every(walkStepMs, step);

createServer((socket) => {
  sockets.add(socket);
  // A bot that was killed leaves a broken pipe behind.
  socket.on('error', () => undefined);
  socket.on('close', () => sockets.delete(socket));
  readLines(socket, (message) => void serve(socket, message as WireRequest));
}).listen(terms.socket, () => {
  const { capabilities } = venue;
  process.stdout.write(`${JSON.stringify({ kind: 'listening', capabilities })}\n`);
});

// Whoever started the venue is gone: so is the reason for it.
process.stdin.on('end', () => process.exit(0)).resume();
