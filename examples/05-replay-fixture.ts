/** A recorded session of the TWS protocol answers the real client: no account, no network. */
import { readFileSync } from 'node:fs';
import { SystemRandom, VirtualClock } from '@tradewright/core';
import { IBTrader } from '@tradewright/venue-ib';
import {
  MemoryMap,
  PlaybackServer,
  parseRecording,
  recordedSymbols,
} from '@tradewright/venue-ib/testing';

const path = 'fixtures/ib/reading-simulator.jsonl';
const recording = parseRecording(readFileSync(path, 'utf8'), path);
const { start, source } = recording.header;
console.log({ source, recorded: new Date(start).toISOString() });

const clock = new VirtualClock(start + (recording.frames.at(-1)?.at ?? 0));
const server = new PlaybackServer(recording, 'by-request', clock);
const port = await server.listen();
const trader = new IBTrader({ clock, port, random: new SystemRandom(), store: new MemoryMap() });
await trader.connect();
for (const symbol of recordedSymbols(recording)) {
  const { bid, ask, last } = await trader.fetchQuote(symbol);
  console.log(symbol, { bid, ask, last });
}
console.log((await trader.fetchAccount()).cash);
await trader.close();
await server.close();
