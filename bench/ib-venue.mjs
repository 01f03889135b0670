// A venue in a process of its own, which takes the time from a tick's departure to an order's arrival.
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SystemClock } from '@tradewright/core';
import { TwsSimulator, encodeFrame } from '@tradewright/venue-ib/testing';
import { median } from './rounds.mjs';

/** Time in which either side comes to rest after an order, on a machine with other work as well. */
const restMs = 5;

let lineId = '0';
let arrived = () => undefined;
const simulator = new TwsSimulator({ clock: new SystemClock() });
simulator.setQuote('BHP/AUD', { bid: 45, ask: 45.01, bidSize: 1, askSize: 1 });

/** The bare floor takes the same bytes in and speaks no protocol. */
const isBare = process.argv[2] === 'floor';
let sendTick = (serial) => simulator.raw(encodeFrame([2, 6, lineId, 8, serial]));
const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('data', (chunk) => arrived(performance.now(), chunk));
  if (isBare) sendTick = (serial) => socket.write(encodeFrame([2, 6, 1, 8, serial]));
  else simulator.accept(socket);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

process.on('message', ({ ticks, cancel }) => {
  if (ticks !== undefined) void measure(ticks);
  if (cancel !== undefined) watchForCancel();
});

/** Tells when the next cancel arrives, on the clock that all processes of this machine share. */
function watchForCancel() {
  let rest = Buffer.alloc(0);
  arrived = (_time, chunk) => {
    const now = process.hrtime.bigint();
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      if (rest.toString('latin1', 4, 6) === '4\0') process.send({ arrived: String(now) });
      rest = rest.subarray(end);
    }
  };
  process.send({ watching: true });
}

async function measure(ticks) {
  lineId = simulator.received.findLast(([kind]) => kind === '1')?.[2] ?? lineId;
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
