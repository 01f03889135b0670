/** The scripted days of the simulated ASX and FX market. Nothing in it was ever quoted anywhere. @module */
import { SeededRandom, type Bar, type Quote, type Random } from '@tradewright/core';
import type { TwsSimulator } from './tws-simulator.ts';

/** One bar of one symbol, known at its end. */
export type MarketStep = {
  readonly symbol: string;
  readonly end: number;
  readonly bar: Bar;
  /** True for the last bar of a share's day. */
  readonly endsDay: boolean;
};

/** How a symbol moves. `spread` and `tick` in the quote currency; `swing` is the usual move of one bar, as a fraction. */
type Habit = {
  readonly symbol: string;
  readonly price: number;
  readonly tick: number;
  readonly spread: number;
  readonly swing: number;
  readonly size: number;
  readonly isPair: boolean;
};

/** Length of a scripted bar. */
export const scriptedBarMs = 300_000;

/** Where the script begins: Monday 2 March 2026, 10:00 in Sydney. */
export const scriptedStart = Date.UTC(2026, 2, 1, 23);

const dayMs = 86_400_000;
const barsPerDay = 72;

const share = (symbol: string, price: number, tick: number, size: number): Habit => ({
  symbol,
  price,
  tick,
  spread: tick,
  swing: 0.006,
  size,
  isPair: false,
});
const pair = (symbol: string, price: number): Habit => ({
  symbol,
  price,
  tick: 0.00005,
  spread: 0.00005,
  swing: 0.0008,
  size: 1_000_000,
  isPair: true,
});
const habits: readonly Habit[] = [
  share('BHP/AUD', 45, 0.01, 4_000),
  share('CBA/AUD', 161, 0.01, 1_500),
  share('LNW/AUD', 1.52, 0.005, 20_000),
  share('PNY/AUD', 0.066, 0.001, 400_000),
  share('VAS/AUD', 104, 0.01, 3_000),
  pair('AUD/USD', 0.652),
  pair('EUR/USD', 1.084),
];

/** Symbols of the script, in the order in which they move. */
export const scriptedSymbols: readonly string[] = habits.map((habit) => habit.symbol);

/** The script: the same seed gives the same days. Shares and pairs move from 10:00 to 16:00 in Sydney. */
export function* scriptedMarket(options: {
  readonly seed: number | string;
  readonly days: number;
}): Generator<MarketStep> {
  const random = new SeededRandom(options.seed);
  const walks = habits.map((habit) => ({ habit, price: habit.price, drift: 0 }));
  for (let day = 0; day < options.days; day += 1) {
    // Days 6 and 7 of a week that began on a Monday are a weekend.
    const open = scriptedStart + (day + 2 * Math.floor(day / 5)) * dayMs;
    for (let slot = 0; slot < barsPerDay; slot += 1) {
      const time = open + slot * scriptedBarMs;
      for (const walk of walks) {
        // A drift of two hours or so gives the trends that a trend filter looks for.
        if (slot % 24 === 0) walk.drift = (random.next() - 0.5) * 1.8;
        const bar = nextBar(walk.habit, { time, price: walk.price, drift: walk.drift }, random);
        walk.price = bar.close;
        const endsDay = !walk.habit.isPair && slot === barsPerDay - 1;
        yield { symbol: walk.habit.symbol, end: time + scriptedBarMs, bar, endsDay };
      }
    }
  }
}

/** Shows the quotes with which the script begins. */
export function openScript(simulator: TwsSimulator): void {
  for (const habit of habits)
    simulator.setQuote(habit.symbol, {
      ...touch(habit, habit.price),
      volume: habit.isPair ? null : 0,
    });
}

/** Moves the simulator along one bar: open, the two extremes, close, then the bar itself; DAY orders end with the day. */
export function playStep(simulator: TwsSimulator, { symbol, bar, endsDay }: MarketStep): void {
  const habit = habits.find((one) => one.symbol === symbol);
  if (habit === undefined) return;
  const isRising = bar.close >= bar.open;
  const path = isRising
    ? [bar.open, bar.low, bar.high, bar.close]
    : [bar.open, bar.high, bar.low, bar.close];
  const before = simulator.quoteOf(simulator.contract(symbol).conId)?.volume ?? 0;
  path.forEach((price, index) => {
    const isLast = index === path.length - 1;
    const volume = habit.isPair ? null : before + (isLast ? (bar.volume ?? 0) : 0);
    simulator.setQuote(symbol, { ...touch(habit, price), volume });
  });
  simulator.addBar(symbol, bar);
  if (endsDay) simulator.endDay(symbol);
}

function touch(habit: Habit, price: number): Partial<Quote> {
  const bid = onTick(price - habit.spread / 2, habit.tick);
  const last = habit.isPair ? null : onTick(price, habit.tick);
  const ask = onTick(bid + habit.spread, habit.tick);
  return { bid, ask, last, bidSize: habit.size, askSize: habit.size };
}

function nextBar(
  habit: Habit,
  from: { readonly time: number; readonly price: number; readonly drift: number },
  random: Random,
): Bar {
  const { time, price, drift } = from;
  const move = (strength: number): number => price * habit.swing * strength;
  const close = onTick(price + move(drift * 0.5 + (random.next() - 0.5) * 1.6), habit.tick);
  const high = onTick(Math.max(price, close) + move(random.next() * 0.7), habit.tick);
  const low = onTick(Math.min(price, close) - move(random.next() * 0.7), habit.tick);
  const volume = habit.isPair ? null : Math.round(habit.size * (2 + random.next() * 10));
  return { time, open: price, high, low: Math.max(habit.tick, low), close, volume };
}

/** Ten decimals hide the dust of binary arithmetic. */
function onTick(price: number, tick: number): number {
  return Number((Math.max(1, Math.round(price / tick)) * tick).toFixed(10));
}
