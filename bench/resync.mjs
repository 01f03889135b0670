// A resync of 10,000 open orders, of which 100 have changed, over a hand-written diff that writes the same rows in one transaction.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionIds, SystemClock, complete, decimal, journalEvent } from '@tradewright/core';
import {
  aSessionRecord,
  anAccount,
  anOrderIntent,
  anOrderRecord,
  anOrderReport,
} from '@tradewright/core/testing';
import { basisPointFees, buildEngine } from '@tradewright/engine';
import { openStore } from '@tradewright/store';
import Database from 'better-sqlite3';
import { median, ratioOf, round } from './rounds.mjs';

const orders = 10_000;
const changes = 100;
const portfolio = 'bench';
const million = decimal('1000000');
const caps = {
  maxOrderValue: million,
  orderValueBuffer: decimal('0'),
  minTradeSize: decimal('0'),
  maxTotalExposure: million,
  maxPositions: 3,
  maxDailyLoss: null,
  maxDailyLossPercent: null,
  allowedSymbols: [],
};
const ids = Array.from({ length: orders }, (_, index) => `TW-bench-${index}-0000`);

/** Both start from decoded reports and from orders in memory; both write to files with synchronous=FULL. */
export async function resyncFigure(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const store = openStore({ path: join(folder, 'product.db') });
  const venue = { reports: reportsOf(0) };
  const { resyncService } = await engineOf(store, venue);
  const rows = () => store.verify().events;
  const diff = handWritten(join(folder, 'hand.db'));
  let turn = 0;
  let reports = [];
  let measuring = false;
  let blocks = { wall: 0, cpu: 0 };
  const longest = { wall: [], cpu: [] };
  const unwatch = watchLoop((wall, cpu) => {
    if (!measuring) return;
    blocks = { wall: Math.max(blocks.wall, wall), cpu: Math.max(blocks.cpu, cpu) };
  });
  const figure = await ratioOf(
    async () => {
      blocks = { wall: 0, cpu: 0 };
      measuring = true;
      await resyncService.run(0);
      await turnOfLoop();
      measuring = false;
      longest.wall.push(blocks.wall);
      longest.cpu.push(blocks.cpu);
    },
    () => {
      diff(reports);
      return turnOfLoop();
    },
    rounds,
    () => {
      // Each has strings of its own, as after decoding: a string is hashed by whoever asks for it first.
      turn += 1;
      reports = reportsOf(turn);
      venue.reports = reportsOf(turn);
      return turnOfLoop();
    },
  );
  unwatch();
  const before = rows();
  await resyncService.run(0);
  const secondPassRows = rows() - before;
  store.close();
  rmSync(folder, { recursive: true });
  return {
    figure: 'resync-over-hand-written-diff',
    must: 2,
    goal: 1.3,
    ...figure,
    orders,
    changes,
    // Of each round, the first one unmeasured; a block on the wall also counts what other processes took.
    longestBlockMs: round(median(longest.wall.slice(1))),
    longestBlockCpuMs: round(median(longest.cpu.slice(1))),
    longestBlocksMs: longest.wall.slice(1).map(round),
    longestBlocksCpuMs: longest.cpu.slice(1).map(round),
    secondPassRows,
  };
}

/** What stood before the product must not count as its block. */
function turnOfLoop() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A hundred orders have filled a little more than the turn before. */
function reportsOf(turn) {
  return ids.map((clientOrderId, index) => {
    const filled = decimal(index % (orders / changes) === 0 ? String(turn) : '0');
    const venueOrderId = `v-${index}`;
    return anOrderReport({ clientOrderId, venueOrderId, venueOrderIds: [venueOrderId], filled });
  });
}

function recordsOf() {
  return ids.map((clientOrderId, index) =>
    anOrderRecord({
      intent: anOrderIntent({ clientOrderId }),
      life: 'working',
      venueOrderIds: [`v-${index}`],
    }),
  );
}

async function engineOf(store, venue) {
  const session = aSessionRecord({ id: 'bench', portfolioId: portfolio });
  const journal = store.startSession(session);
  journal.append(recordsOf().map((record) => journalEvent('order.changed', 0, record)));
  const none = async () => complete([], 0);
  const trader = {
    venue: 'PAPER',
    accountId: 'PAPER-1',
    capabilities: {},
    connection: () => ({
      socket: 'up',
      broker: 'up',
      data: 'up',
      epoch: 1,
      lastProof: 0,
      message: null,
    }),
    fetchAccount: async () => anAccount(),
    fetchFills: none,
    fetchClosedOrders: none,
    fetchPositions: none,
    fetchOpenOrders: async () => complete(venue.reports, 0),
    on: () => () => undefined,
  };
  const { parts } = buildEngine({
    sessionId: 'bench',
    baseCurrency: 'AUD',
    trader,
    clock: new SystemClock(),
    ids: new SessionIds('TW', 'bench'),
    journal,
    caps,
    fees: basisPointFees('10'),
    strategies: [],
    decisionIntervalMs: 60_000,
    planMonitorIntervalMs: 60_000,
    slippagePercent: 1,
    records: store.reader(portfolio),
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  return parts;
}

/** What one would write for this alone: compare, then an event and a row for each change. */
function handWritten(path) {
  const raw = new Database(path);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec(
    'CREATE TABLE event (seq INTEGER PRIMARY KEY, session TEXT, type TEXT, time INTEGER, body TEXT) STRICT; CREATE TABLE orders (client_order_id TEXT PRIMARY KEY, life TEXT, body TEXT) STRICT',
  );
  const insert = raw.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)');
  const upsert = raw.prepare(
    'INSERT INTO orders VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET life = excluded.life, body = excluded.body',
  );
  const stored = new Map(recordsOf().map((record) => [record.intent.clientOrderId, record]));
  let seq = 0;
  const write = raw.transaction((changed) => {
    for (const record of changed) {
      const body = JSON.stringify(record);
      insert.run((seq += 1), 'bench', 'order.changed', record.updatedTime, body);
      upsert.run(record.intent.clientOrderId, record.life, body);
    }
  });
  return (reports) => {
    const changed = [];
    for (const { clientOrderId, life, quantity, filled, message, venueOrderId } of reports) {
      const record = stored.get(clientOrderId);
      if (
        record.life === life &&
        record.quantity === quantity &&
        record.reportedFilled === filled &&
        record.message === message &&
        record.venueOrderIds.includes(venueOrderId)
      )
        continue;
      changed.push({ ...record, life, quantity, reportedFilled: filled, message });
    }
    write(changed);
    for (const record of changed) stored.set(record.intent.clientOrderId, record);
  };
}

/** Tells how long the event loop stood still, and on how much of its own work, until the result is called. */
function watchLoop(onGap) {
  let last = performance.now();
  let cpu = process.cpuUsage();
  let running = true;
  const look = () => {
    const { user, system } = process.cpuUsage(cpu);
    onGap(performance.now() - last, (user + system) / 1_000);
    last = performance.now();
    cpu = process.cpuUsage();
    if (running) setImmediate(look);
  };
  setImmediate(look);
  return () => (running = false);
}
