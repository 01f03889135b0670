/** The pace of historical questions. @module */
import type { Clock } from '@tradewright/core';

/** IB's limits, kept with a little room. Source: IB, historical data limitations. */
const limits = {
  windowMs: 600_000,
  perWindow: 58,
  burstMs: 2_000,
  perBurst: 5,
  openAtOnce: 20,
  identicalMs: 15_000,
};

type Kept = { readonly answer: Promise<unknown>; readonly time: number };

/**
 * Holds questions back until IB may be asked: at most 58 in ten minutes, five for one contract in two
 * seconds, 20 at once. An identical question within 15 seconds gets the same answer.
 */
export class HistoryPacer {
  readonly #clock: Clock;
  readonly #asked: { readonly time: number; readonly group: string }[] = [];
  readonly #kept = new Map<string, Kept>();
  #turn: Promise<void> = Promise.resolve();
  #open = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param group - What the burst rule counts together: contract, exchange and kind of data. @param key - Equal for identical questions. */
  run<Answer>(group: string, key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const now = this.#clock.monotonic();
    const kept = this.#kept.get(key);
    if (kept !== undefined && now - kept.time < limits.identicalMs)
      return kept.answer as Promise<Answer>;
    const answer = this.#inTurn(group).then(async () => {
      try {
        return await ask();
      } finally {
        this.#open -= 1;
      }
    });
    this.#kept.set(key, { answer, time: now });
    answer.catch(() => this.#kept.delete(key));
    for (const [old, { time }] of this.#kept)
      if (now - time >= limits.identicalMs) this.#kept.delete(old);
    return answer;
  }

  /** Questions wait one behind the other, so that none overtakes and the counts hold. */
  #inTurn(group: string): Promise<void> {
    this.#turn = this.#wait(this.#turn, group);
    return this.#turn;
  }

  async #wait(before: Promise<void>, group: string): Promise<void> {
    await before;
    for (let wait = this.#waitMs(group); wait > 0; wait = this.#waitMs(group))
      await this.#clock.sleep(wait);
    this.#asked.push({ time: this.#clock.monotonic(), group });
    this.#open += 1;
  }

  #waitMs(group: string): number {
    const now = this.#clock.monotonic();
    while ((this.#asked[0]?.time ?? now) <= now - limits.windowMs) this.#asked.shift();
    if (this.#open >= limits.openAtOnce) return 100;
    const { windowMs, perWindow, burstMs, perBurst } = limits;
    const burst = this.#asked.filter((one) => one.group === group && one.time > now - burstMs);
    const oldestOf = (count: number, list: readonly { readonly time: number }[]): number =>
      list.at(-count)?.time ?? Number.NEGATIVE_INFINITY;
    return Math.max(
      0,
      oldestOf(perWindow, this.#asked) + windowMs - now,
      oldestOf(perBurst, burst) + burstMs - now,
    );
  }
}
