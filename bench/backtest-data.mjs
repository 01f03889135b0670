// A seeded walk of whole cents, the same for product and yardstick.
import { SeededRandom } from '@tradewright/core';

/** Bars per symbol, oldest first. */
export function walk(symbol, count, seed) {
  const random = new SeededRandom(`${seed}-${symbol}`);
  const events = [];
  let cents = 10_000;
  for (let index = 0; index < count; index += 1) {
    const open = cents;
    cents = Math.max(2_000, cents + random.integer(-30, 30));
    const time = index * 60_000;
    const [low, high] = open < cents ? [open, cents] : [cents, open];
    const bar = {
      time,
      open: open / 100,
      high: high / 100,
      low: low / 100,
      close: cents / 100,
      volume: 100,
    };
    events.push({ kind: 'bar', symbol, end: time + 60_000, timeframe: '1m', bar });
  }
  return events;
}

/** Both symbols in turn, as a merged feed delivers them. */
export function twoSymbols(count, seed) {
  const [first, second] = [walk('AAA/AUD', count, seed), walk('BBB/AUD', count, seed)];
  return first.flatMap((event, index) => [event, second[index]]);
}

/** Average over a window, in constant time per value. */
export class Sma {
  constructor(length) {
    this.values = new Float64Array(length);
    this.count = 0;
    this.sum = 0;
  }

  add(value) {
    const place = this.count % this.values.length;
    if (this.count >= this.values.length) this.sum -= this.values[place];
    this.values[place] = value;
    this.sum += value;
    this.count += 1;
    return this.count >= this.values.length ? this.sum / this.values.length : undefined;
  }
}

/** What the cross says after a bar: 1 above, -1 below, 0 not known yet. */
export class Cross {
  constructor() {
    this.fast = new Sma(10);
    this.slow = new Sma(30);
  }

  add(close) {
    const fast = this.fast.add(close);
    const slow = this.slow.add(close);
    return slow === undefined ? 0 : Math.sign(fast - slow);
  }
}
