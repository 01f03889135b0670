/** Bars as a model reads them: whole steps from the close before. @module */
import { timeframeMs, type Bar, type Timeframe } from '@tradewright/core';

/**
 * Bars as text, oldest first: `step 0.01; from 2018-04-04T00:00Z; base 680000; o,h,l,c,v ...`.
 *
 * `o` counts steps from the close before (the first one from `base`), `h` steps above the higher of
 * open and close, `l` below the lower one, `c` steps from the open. `+n;` in front of a bar skips n
 * bars that do not exist. Times and prices come back exactly; volumes keep three digits, `-` where
 * there is none.
 */
export function encodeBars(bars: readonly Bar[], timeframe: Timeframe): string {
  const first = bars[0];
  if (first === undefined) return 'none';
  const places = Math.max(...bars.flatMap((bar) => pricesOf(bar).map(placesOf)));
  const steps = (price: number): number => Math.round(price * 10 ** places);
  let previous = steps(first.open);
  let expected = first.time;
  const rows = bars.map((bar) => {
    const [open, high, low, close] = pricesOf(bar).map(steps) as [number, number, number, number];
    const skipped = (bar.time - expected) / timeframeMs[timeframe];
    const row = [
      open - previous,
      high - Math.max(open, close),
      Math.min(open, close) - low,
      close - open,
      volumeText(bar.volume),
    ].join(',');
    previous = close;
    expected = bar.time + timeframeMs[timeframe];
    return skipped === 0 ? row : `+${String(skipped)};${row}`;
  });
  const from = new Date(first.time).toISOString().replace(/:00\.000Z$/, 'Z');
  return `step ${(1 / 10 ** places).toFixed(places)}; from ${from}; base ${String(steps(first.open))}; ${rows.join(' ')}`;
}

const header = /^step ([\d.]+); from ([\dT:.-]+Z); base (\d+); (.*)$/s;

/** The bars again, volumes as rounded; `undefined` for text that {@link encodeBars} did not write. */
export function decodeBars(text: string, timeframe: Timeframe): readonly Bar[] | undefined {
  if (text === 'none') return [];
  const match = header.exec(text);
  if (match === null) return undefined;
  const [, step = '', from = '', base = '', rows = ''] = match;
  const places = step.split('.')[1]?.length ?? 0;
  const price = (steps: number): number => Number((steps / 10 ** places).toFixed(places));
  let close = Number(base);
  let time = Date.parse(from);
  return rows.split(' ').map((row) => {
    const [gap, numbers = ''] = row.includes(';') ? row.split(';') : ['+0', row];
    const [o = '', h = '', l = '', c = '', volume = '-'] = numbers.split(',');
    const open = close + Number(o);
    close = open + Number(c);
    time += Number(gap) * timeframeMs[timeframe];
    const bar = {
      time,
      open: price(open),
      high: price(Math.max(open, close) + Number(h)),
      low: price(Math.min(open, close) - Number(l)),
      close: price(close),
      volume: volume === '-' ? null : Number(volume),
    };
    time += timeframeMs[timeframe];
    return bar;
  });
}

function pricesOf(bar: Bar): readonly [number, number, number, number] {
  return [bar.open, bar.high, bar.low, bar.close];
}

/** Digits after the point, at most 8. */
function placesOf(price: number): number {
  for (let places = 0; places < 8; places += 1) {
    if (Number(price.toFixed(places)) === price) return places;
  }
  return 8;
}

function volumeText(volume: number | null): string {
  if (volume === null) return '-';
  if (Number.isInteger(volume) && volume < 1_000) return String(volume);
  return String(Number(volume.toPrecision(3)));
}
