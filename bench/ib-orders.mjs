// From a tick to an order on the wire with its intent persisted, and a cancel behind a full queue.
import { fork } from 'node:child_process';
import { connect } from 'node:net';
import { fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SeededRandom, SystemClock, decimal } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap, TwsSimulator } from '@tradewright/venue-ib/testing';
import { median, round } from './rounds.mjs';

const orders = 600;

async function market(options = {}) {
  const clock = new SystemClock();
  const simulator = new TwsSimulator({ clock });
  simulator.setQuote('BHP/AUD', { bid: 45, ask: 45.01, bidSize: 1, askSize: 1 });
  const port = await simulator.listen();
  const parts = { clock, random: new SeededRandom(1), store: new MemoryMap(), port };
  const trader = new IBTrader({ ...parts, ...options });
  await trader.connect();
  await trader.loadInstrument('BHP/AUD');
  return { simulator, trader };
}

/** Resolves with the time at which the simulator takes in its next message of a kind. */
function arrival(simulator, kind) {
  const { received } = simulator;
  return new Promise((resolve) => {
    received.push = (...frames) => {
      if (frames[0]?.[0] === kind) {
        delete received.push;
        resolve(performance.now());
      }
      return Array.prototype.push.apply(received, frames);
    };
  });
}

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
  database.exec('CREATE TABLE intent (id TEXT PRIMARY KEY, body TEXT) STRICT');
  const insert = database.prepare('INSERT INTO intent VALUES (?, ?)');
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
  const measure = async (ticks) => {
    venue.send({ ticks });
    return (await said()).milliseconds;
  };
  return { port, measure, stop: () => venue.kill() };
}

/** Tick to order through the trader; the intent is durable before its first byte. */
async function tickToOrder(synchronous, folder) {
  const venue = await startVenue('product');
  const parts = { clock: new SystemClock(), random: new SeededRandom(1), store: new MemoryMap() };
  const trader = new IBTrader({ ...parts, port: venue.port, messagesPerSecond: 1_000_000 });
  await trader.connect();
  await trader.loadInstrument('BHP/AUD');
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

export async function ibCancelFigure() {
  const idle = [];
  const busy = [];
  for (let index = 0; index < 15; index += 1) {
    const { simulator, trader } = await market();
    simulator.setBars('BHP/AUD', []);
    const [first, second] = [resting(), resting()];
    await trader.placeOrder(first);
    await trader.placeOrder(second);
    await trader.manager.roundTrip();
    idle.push(await cancelTime(simulator, trader, first));
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let count = 0; count < 40; count += 1)
      void trader.manager
        .ask({
          label: 'a quote line',
          priority: 'query',
          start: ({ api }) => api.reqMarketRule(557),
        })
        .catch(() => undefined);
    for (let count = 0; count < 10; count += 1)
      void trader.placeOrder(resting()).catch(() => undefined);
    busy.push(await cancelTime(simulator, trader, second));
    await trader.close();
    await simulator.close();
  }
  return {
    figure: 'ib-cancel-behind-full-queue-over-idle',
    must: 20,
    ratio: round(median(busy) / median(idle)),
    microseconds: { idle: round(median(idle) * 1e3), busy: round(median(busy) * 1e3) },
    rounds: idle.length,
  };
}

async function cancelTime(simulator, trader, order) {
  const arrived = arrival(simulator, '4');
  const started = performance.now();
  void trader.cancelOrder(order.clientOrderId).catch(() => undefined);
  return (await arrived) - started;
}
