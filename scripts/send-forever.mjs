// Drives the real engine on a database file; each send writes a line to standard output, so that a trace shows it.
import { writeSync } from 'node:fs';
import { BotProcess } from '../test/dist/simulation/src/bot-process.js';
import { noFaults } from '../test/dist/simulation/src/fault-rates.js';
import { walkStepMs } from '../test/dist/simulation/src/market-walk.js';
import { World } from '../test/dist/simulation/src/world.js';

const [count] = process.argv.slice(2);
const world = new World(1, undefined, true);
world.rates = noFaults;
let sends = 0;
const place = world.venue.placeOrder.bind(world.venue);
world.venue.placeOrder = (intent) => {
  if (sends < Number(count)) writeSync(1, `SEND ${intent.clientOrderId}\n`);
  sends += 1;
  return place(intent);
};

/** Resolves when every promise that could go on has gone on. */
const settled = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  world.rest();
};

const step = async () => {
  const { clock, walk, books, venue } = world;
  const end = clock.now() + walkStepMs;
  for (let due = clock.nextTimer; due !== undefined && due <= end; due = clock.nextTimer) {
    clock.runNextTimer();
    await settled();
  }
  clock.advanceTo(end);
  for (const event of walk.next(end)) {
    books.onPrice(event.symbol, event.ask.close);
    venue.deliver(event);
  }
  await settled();
};

await step();
new BotProcess(world, 0, undefined).start();
// An engine that has ended sends nothing more: without an end of its own this would go on for ever.
while (sends < Number(count) && world.breaks.length === 0) await step();
for (const { invariant, message } of world.breaks)
  process.stderr.write(`${invariant}: ${message}\n`);
world.close();
process.exit(world.breaks.length);
