// Ratios of two things that alternate within one run; the median of the rounds is the figure.
import { performance } from 'node:perf_hooks';

/** Seconds that a function takes. */
export async function seconds(run) {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1_000;
}

/** Runs product and yardstick in turn, one round unmeasured first. */
export async function ratioOf(product, yardstick, rounds) {
  await yardstick();
  await product();
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const base = await seconds(yardstick);
    const own = await seconds(product);
    measured.push({ base, own, ratio: own / base });
  }
  const ratios = measured.map((round) => round.ratio);
  return {
    ratio: round(median(ratios)),
    ratios: ratios.map(round),
    productSeconds: round(median(measured.map((one) => one.own))),
    yardstickSeconds: round(median(measured.map((one) => one.base))),
    rounds,
  };
}

/** The middle value. */
export function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];
}

/** Four digits that matter. */
export function round(value) {
  return Number(value.toPrecision(4));
}
