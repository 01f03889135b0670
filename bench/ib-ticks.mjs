// Ticks per second through the trader's normaliser, over a raw socket decoder that reads the same bytes.
import { connect, createServer } from 'node:net';
import { SeededRandom, SystemClock } from '@tradewright/core';
import { IBTrader } from '@tradewright/venue-ib';
import { MemoryMap, TwsSimulator, encodeFrame } from '@tradewright/venue-ib/testing';
import { ratioOf, round } from './rounds.mjs';

const ticks = 60_000;

/** Bids and asks in turn. */
function frames(reqId) {
  const all = [];
  for (let index = 0; index < ticks; index += 1) {
    const price = 45 + (index % 50) / 100;
    all.push(encodeFrame([1, 6, reqId, 1 + (index % 2), price, 100 + (index % 7), 0]));
  }
  return Buffer.concat(all);
}

export async function ibTicksFigure(rounds) {
  const simulator = new TwsSimulator({ clock: new SystemClock() });
  simulator.setQuote('BHP/AUD', { bid: 45, ask: 45.01, bidSize: 1, askSize: 1 });
  const port = await simulator.listen();
  const parts = { clock: new SystemClock(), random: new SeededRandom(1), store: new MemoryMap() };
  const trader = new IBTrader({ ...parts, port });
  await trader.connect();
  await trader.subscribe({ stream: 'quote', symbol: 'BHP/AUD' });
  await trader.manager.roundTrip();
  const reqId = simulator.received.findLast(([kind]) => kind === '1')?.[2];
  const bytes = frames(reqId);
  let heard = 0;
  trader.on('quote', () => (heard += 1));
  const product = async () => {
    simulator.raw(bytes);
    await trader.manager.roundTrip();
  };

  const server = createServer((socket) => socket.on('data', () => socket.write(bytes)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect(server.address().port, '127.0.0.1');
  const yardstick = () =>
    new Promise((resolve) => {
      client.removeAllListeners('data');
      client.on('data', decoder(resolve));
      client.write('go');
    });
  const figure = await ratioOf(product, yardstick, rounds);
  client.destroy();
  server.close();
  await trader.close();
  await simulator.close();
  return {
    figure: 'ib-ticks-over-raw-decoder',
    must: 8,
    ...figure,
    ticks,
    ticksPerSecond: round(ticks / figure.productSeconds),
    quotesHeard: heard,
  };
}

/** Frames, fields, numbers, last values: what no reader of ticks can do without. */
function decoder(resolve) {
  let rest = Buffer.alloc(0);
  let left = ticks;
  const last = { bid: 0, ask: 0, bidSize: 0, askSize: 0 };
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= 4) {
      const length = rest.readInt32BE(at);
      if (rest.length - at < 4 + length) break;
      const fields = rest.toString('utf8', at + 4, at + 4 + length).split('\0');
      at += 4 + length;
      const price = Number(fields[4]);
      const size = Number(fields[5]);
      if (fields[3] === '1') Object.assign(last, { bid: price, bidSize: size });
      else Object.assign(last, { ask: price, askSize: size });
      left -= 1;
      if (left === 0) resolve();
    }
    rest = rest.subarray(at);
  };
}
