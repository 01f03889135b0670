// From a tick to an order on the wire with its intent persisted, and a cancel behind a full queue.
import { connect, createServer } from 'node:net';
import { fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SeededRandom, SystemClock, decimal } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap, TwsSimulator, encodeFrame } from '@tradewright/venue-ib/testing';
import { median, round } from './rounds.mjs';

const orders = 1_500;

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

/** Milliseconds from the tick's departure to the order's arrival; the intent is durable between them. */
async function tickToOrder(synchronous, folder) {
  const { simulator, trader } = await market({ messagesPerSecond: 1_000_000 });
  const log = intentLog(synchronous, folder, 'product');
  await trader.subscribe({ stream: 'quote', symbol: 'BHP/AUD' });
  await trader.manager.roundTrip();
  const reqId = simulator.received.findLast(([kind]) => kind === '1')?.[2];
  let react = () => undefined;
  trader.on('quote', (quote) => {
    if (quote.volume !== null) react();
  });
  const times = [];
  for (let index = 1; index <= orders; index += 1) {
    const order = intent();
    let answered = Promise.resolve();
    react = () => {
      react = () => undefined;
      log.write(order);
      answered = trader.placeOrder(order);
    };
    const arrived = arrival(simulator, '3');
    const started = performance.now();
    simulator.raw(encodeFrame([2, 6, reqId, 8, index]));
    times.push((await arrived) - started);
    await answered;
  }
  await trader.close();
  await simulator.close();
  log.close();
  return median(times);
}

/** The same path with nothing else in it: a tick's bytes to a socket, the same row, an order's bytes back. */
async function socketFloor(synchronous, folder) {
  const log = intentLog(synchronous, folder, `floor-${serial}`);
  const order = Buffer.alloc(420, 'x');
  let next = intent();
  let arrived = () => undefined;
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('data', () => arrived());
    server.send = (bytes) => socket.write(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect(server.address().port, '127.0.0.1');
  client.setNoDelay(true);
  client.on('data', () => {
    log.write(next);
    client.write(order);
  });
  await new Promise((resolve) => client.once('connect', resolve));
  while (server.send === undefined) await new Promise((resolve) => setImmediate(resolve));
  const tick = Buffer.alloc(160, 'x');
  const times = [];
  for (let index = 0; index < orders; index += 1) {
    next = intent();
    const back = new Promise((resolve) => (arrived = resolve));
    const started = performance.now();
    server.send(tick);
    await back;
    times.push(performance.now() - started);
  }
  client.destroy();
  server.close();
  log.close();
  return median(times);
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

export async function ibOrderFigure() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  await socketFloor('none', folder);
  const times = {};
  for (const synchronous of ['none', 'NORMAL', 'FULL'])
    times[synchronous] = {
      floor: await socketFloor(synchronous, folder),
      product: await tickToOrder(synchronous, folder),
    };
  const sync = syncMilliseconds(folder);
  rmSync(folder, { recursive: true });
  const micro = ({ floor, product }) => ({
    floor: round(floor * 1e3),
    product: round(product * 1e3),
  });
  return {
    figure: 'ib-tick-to-order-over-socket-and-row',
    must: 1.5,
    ratio: round(times.NORMAL.product / times.NORMAL.floor),
    overBareSocket: round(times.NORMAL.product / times.none.floor),
    orders,
    microseconds: {
      withoutRow: micro(times.none),
      normal: micro(times.NORMAL),
      full: micro(times.FULL),
    },
    fdatasyncMicroseconds: round(sync * 1e3),
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
