// Ratios of two things that alternate within one run; the median of the rounds is the figure.
import { performance } from 'node:perf_hooks';

/** Seconds that a function takes. */
export async function seconds(run) {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1_000;
}

/**
 * Seconds of a function on the wall, and of this process on its cores: the latter tell more on a shared
 * machine. A function that runs another process returns that one's `process.cpuUsage()`.
 */
async function timed(run) {
  const before = process.cpuUsage();
  let spent;
  const wall = await seconds(async () => {
    spent = await run();
  });
  const { user, system } = spent?.user === undefined ? process.cpuUsage(before) : spent;
  return { wall, cpu: (user + system) / 1e6 };
}

/** Runs product and yardstick in turn, one round unmeasured first; `prepare` is not measured. */
export async function ratioOf(product, yardstick, rounds, prepare = async () => undefined) {
  await prepare();
  await yardstick();
  await product();
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    await prepare();
    const base = await timed(yardstick);
    const own = await timed(product);
    measured.push({
      base: base.wall,
      own: own.wall,
      ratio: own.wall / base.wall,
      cpu: own.cpu / base.cpu,
    });
  }
  const ratios = measured.map((round) => round.ratio);
  return {
    ratio: round(median(ratios)),
    ratios: ratios.map(round),
    cpuRatio: round(median(measured.map((one) => one.cpu))),
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
