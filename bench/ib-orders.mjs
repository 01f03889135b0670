// From a tick to an order on the wire with its intent persisted, and a cancel behind a full queue.
import { fork } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SeededRandom, SystemClock, decimal } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap } from '@tradewright/venue-ib/testing';
import { median, round } from './rounds.mjs';

const orders = 600;

let serial = 0;
const intent = () =>
  anOrderIntent({
    clientOrderId: `bench-${(serial += 1)}`,
    limitPrice: decimal('44'),
    quantity: decimal('1'),
    // It ends at once: the simulator's own book stays empty.
    timeInForce: 'IOC',
  });

const resting = () => ({ ...intent(), timeInForce: 'DAY' });

/** Writes an intent before it is sent; nothing at all for `none`. */
function intentLog(synchronous, folder, name) {
  if (synchronous === 'none') return { write: () => undefined, close: () => undefined };
  const database = new Database(join(folder, `${name}-${synchronous}.db`));
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  // One tree by number, as the journal's own table of events.
  database.exec('CREATE TABLE intent (seq INTEGER PRIMARY KEY, id TEXT, body TEXT) STRICT');
  const insert = database.prepare('INSERT INTO intent (id, body) VALUES (?, ?)');
  return {
    write: (order) => insert.run(order.clientOrderId, JSON.stringify(order)),
    close: () => database.close(),
  };
}

/** Starts a venue in a process of its own: its clock times both sides alike. */
async function startVenue(kind) {
  const venue = fork(new URL('ib-venue.mjs', import.meta.url), [kind]);
  const said = () => new Promise((resolve) => venue.once('message', resolve));
  const { port } = await said();
  const ask = (question) => {
    venue.send(question);
    return said();
  };
  const measure = async (ticks) => (await ask({ ticks })).milliseconds;
  return { port, ask, said, measure, stop: () => venue.kill() };
}

/** A trader that knows its contract, at a venue in another process. */
async function connectTrader(venue, options = {}) {
  const parts = { clock: new SystemClock(), random: new SeededRandom(1), store: new MemoryMap() };
  const trader = new IBTrader({ ...parts, port: venue.port, ...options });
  await trader.connect();
  await trader.loadInstrument('BHP/AUD');
  return trader;
}

/** Tick to order through the trader; the intent is durable before its first byte. */
async function tickToOrder(synchronous, folder) {
  const venue = await startVenue('product');
  const trader = await connectTrader(venue, { messagesPerSecond: 1_000_000 });
  const log = intentLog(synchronous, folder, `product-${serial}`);
  let seen = 0;
  trader.on('quote', ({ volume }) => {
    if (volume === null || volume === seen) return;
    seen = volume;
    const order = intent();
    log.write(order);
    void trader.placeOrder(order).catch(() => undefined);
  });
  await trader.subscribe({ stream: 'quote', symbol: 'BHP/AUD' });
  await trader.manager.roundTrip();
  const time = await venue.measure(orders);
  await trader.close();
  venue.stop();
  log.close();
  return time;
}

/** The same path with nothing else in it: a tick's bytes to a socket, the same row, an order's bytes back. */
async function socketFloor(synchronous, folder) {
  const venue = await startVenue('floor');
  const log = intentLog(synchronous, folder, `floor-${serial}`);
  const order = Buffer.alloc(420, 'x');
  const client = connect(venue.port, '127.0.0.1');
  client.setNoDelay(true);
  client.on('data', () => {
    log.write(intent());
    client.write(order);
  });
  await new Promise((resolve) => client.once('connect', resolve));
  const time = await venue.measure(orders);
  client.destroy();
  venue.stop();
  log.close();
  return time;
}

function syncMilliseconds(folder) {
  const file = openSync(join(folder, 'sync'), 'w');
  const times = [];
  for (let index = 0; index < 50; index += 1) {
    writeSync(file, 'x'.repeat(500));
    const started = performance.now();
    fdatasyncSync(file);
    times.push(performance.now() - started);
  }
  return median(times);
}

export async function ibOrderFigure(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const measured = [];
  for (let count = 0; count < rounds; count += 1)
    measured.push({
      bare: await socketFloor('none', folder),
      normal: await tickToOrder('NORMAL', folder),
      floorNormal: await socketFloor('NORMAL', folder),
      none: await tickToOrder('none', folder),
    });
  const full = {
    floor: await socketFloor('FULL', folder),
    product: await tickToOrder('FULL', folder),
  };
  const sync = syncMilliseconds(folder);
  rmSync(folder, { recursive: true });
  const middle = (value) => round(median(measured.map(value)));
  const micro = (value) => round(value * 1e3);
  return {
    figure: 'ib-tick-to-order-over-bare-socket',
    must: 1.5,
    ratio: middle(({ normal, bare }) => normal / bare),
    overSocketAndRow: middle(({ normal, floorNormal }) => normal / floorNormal),
    withoutRow: middle(({ none, bare }) => none / bare),
    orders,
    rounds,
    microseconds: {
      bareSocket: micro(median(measured.map(({ bare }) => bare))),
      socketAndRow: micro(median(measured.map(({ floorNormal }) => floorNormal))),
      product: micro(median(measured.map(({ none }) => none))),
      productNormal: micro(median(measured.map(({ normal }) => normal))),
      socketAndFullRow: micro(full.floor),
      productFull: micro(full.product),
      fdatasync: micro(sync),
    },
  };
}

/** The queue is filled in the turn of the cancel, and in the turn before it. */
export async function ibCancelFigure(rounds) {
  const measured = [];
  for (let index = 0; index < rounds; index += 1) {
    const venue = await startVenue('product');
    const trader = await connectTrader(venue);
    const all = [resting(), resting(), resting(), resting()];
    for (const order of all) await trader.placeOrder(order);
    await trader.manager.roundTrip();
    // The first one pays for code that has never run.
    await venue.ask({ cancel: true });
    await cancelTime(venue, trader, all[0]);
    await sleep(1_000);
    const idle = await cancelTime(venue, trader, all[1]);
    await sleep(1_000);
    fillQueue(trader);
    const busy = await cancelTime(venue, trader, all[2]);
    await sleep(2_000);
    fillQueue(trader);
    await new Promise(setImmediate);
    const turnAfter = await cancelTime(venue, trader, all[3]);
    measured.push({ idle, busy, turnAfter });
    await trader.close();
    venue.stop();
  }
  const middle = (value) => round(median(measured.map(value)));
  const microseconds = (moment) => ({
    idle: middle(({ idle }) => idle[moment]),
    busy: middle(({ busy }) => busy[moment]),
    turnAfter: middle(({ turnAfter }) => turnAfter[moment]),
  });
  return {
    figure: 'ib-cancel-behind-full-queue-over-idle',
    must: 20,
    goal: 3,
    ratio: middle(({ busy, idle }) => busy.arrived / idle.arrived),
    ratioInTheTurnAfter: middle(({ turnAfter, idle }) => turnAfter.arrived / idle.arrived),
    microseconds: microseconds('arrived'),
    microsecondsToTheKernel: microseconds('handedOver'),
    rounds,
  };
}

/** Forty questions and ten orders: more than a second's budget. */
function fillQueue(trader) {
  const start = ({ api }) => api.reqMarketRule(557);
  for (let count = 0; count < 40; count += 1)
    void trader.manager
      .ask({ label: 'a price rule', priority: 'query', start })
      .catch(() => undefined);
  for (let count = 0; count < 10; count += 1)
    void trader.placeOrder(resting()).catch(() => undefined);
}

/** Microseconds from the call to the arrival of its bytes at the venue, and to their hand-over to the kernel. */
async function cancelTime(venue, trader, order) {
  const arrival = venue.said();
  const started = process.hrtime.bigint();
  void trader.cancelOrder(order.clientOrderId).catch(() => undefined);
  const handedOver = process.hrtime.bigint();
  const { arrived } = await arrival;
  const since = (time) => Number(time - started) / 1_000;
  return { arrived: since(BigInt(arrived)), handedOver: since(handedOver) };
}
