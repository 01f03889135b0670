/** The scripted market in real time, for clients of a simulator that stands alone. @module */
import type { Bar, Clock, Undo } from '@tradewright/core';
import {
  openScript,
  playStep,
  scriptedBarMs,
  scriptedMarket,
  scriptedSymbols,
  type MarketStep,
} from './scripted-market.ts';
import type { TwsSimulator } from './tws-simulator.ts';

/** How many days of the script lie in the past when it starts, and how many it can go on. */
const pastDays = 5;
const futureDays = 250;

/**
 * Gives the simulator a past that ends now and moves it on: each step plays one bar of the script
 * for every symbol, stamped with the wall clock's stretch.
 *
 * @param stepMs - Real time between two steps; the bars that streams tell stay five minutes long.
 */
export function playLive(simulator: TwsSimulator, clock: Clock, stepMs: number): Undo {
  const script = scriptedMarket({ seed: 'live', days: pastDays + futureDays });
  const past = new Map<string, Bar[]>();
  const perDay = 72;
  const startOf = (time: number): number => time - (time % scriptedBarMs);
  for (let slot = 0; slot < pastDays * perDay; slot += 1) {
    const time = startOf(clock.now()) - (pastDays * perDay - slot) * scriptedBarMs;
    for (const [symbol, bar] of nextBars(script))
      past.set(symbol, [...(past.get(symbol) ?? []), { ...bar, time }]);
  }
  openScript(simulator);
  for (const [symbol, bars] of past) simulator.setBars(symbol, bars);
  return clock.every(stepMs, () => {
    const time = startOf(clock.now());
    for (const [symbol, bar] of nextBars(script))
      playStep(simulator, { symbol, bar: { ...bar, time }, end: clock.now(), endsDay: false });
  });
}

/** The next bar of every symbol; the script gives them in turns. */
function nextBars(script: Iterator<MarketStep>): readonly (readonly [string, Bar])[] {
  return scriptedSymbols.flatMap(() => {
    const { done, value } = script.next();
    return done === true ? [] : [[value.symbol, value.bar] as const];
  });
}
