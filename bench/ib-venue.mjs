// A venue in a process of its own, which takes the time from a tick's departure to an order's arrival.
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SystemClock } from '@tradewright/core';
import { TwsSimulator, encodeFrame } from '@tradewright/venue-ib/testing';
import { median } from './rounds.mjs';

/** Time in which either side comes to rest after an order. */
const restMs = 2;

let sendTick = () => undefined;
let arrived = () => undefined;
const simulator = new TwsSimulator({ clock: new SystemClock() });
simulator.setQuote('BHP/AUD', { bid: 45, ask: 45.01, bidSize: 1, askSize: 1 });

/** The bare floor takes the same bytes in and speaks no protocol. */
const isBare = process.argv[2] === 'floor';
const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('data', () => arrived(performance.now()));
  if (isBare) sendTick = (serial) => socket.write(encodeFrame([2, 6, 1, 8, serial]));
  else {
    simulator.accept(socket);
    sendTick = (serial) => {
      const line = simulator.received.findLast(([kind]) => kind === '1');
      simulator.raw(encodeFrame([2, 6, line?.[2] ?? '0', 8, serial]));
    };
  }
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

process.on('message', ({ ticks }) => void measure(ticks));

async function measure(ticks) {
  const times = [];
  for (let serial = 1; serial <= ticks; serial += 1) {
    await sleep(restMs);
    const arrival = new Promise((resolve) => (arrived = resolve));
    const started = performance.now();
    sendTick(serial);
    times.push((await arrival) - started);
    arrived = () => undefined;
  }
  process.send({ milliseconds: median(times) });
}
