/** Paces what is sent: cancels and orders first. @module */
import type { Clock, Undo } from '@tradewright/core';

/** Lower goes first. */
export type SendPriority = 'cancel' | 'order' | 'query' | 'history';

type Waiting = { readonly send: () => void; readonly drop: () => void };

const priorities: readonly SendPriority[] = ['cancel', 'order', 'query', 'history'];
const commands: readonly SendPriority[] = ['cancel', 'order'];

/** What must be left in the budget before a message goes: queries leave room for orders, and a cancel may overdraw it up to IB's own 50 a second. */
const floors: Readonly<Record<SendPriority, number>> = {
  cancel: -10,
  order: 0,
  query: 10,
  history: 10,
};

/**
 * A token bucket with priorities. While the budget lasts a command leaves within `submit` itself
 * and a question at the end of the caller's turn, so that every command of that turn passes it;
 * nothing survives {@link SendQueue.clear}.
 */
export class SendQueue {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #waiting: Record<SendPriority, Waiting[]> = {
    cancel: [],
    order: [],
    query: [],
    history: [],
  };
  #tokens: number;
  #refilled: number;
  #timer: Undo | undefined;
  #isTurnEnding = false;

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#refilled = clock.monotonic();
  }

  /** @param drop - Called instead of `send` when the connection ended first: it was not sent. */
  submit(priority: SendPriority, send: () => void, drop: () => void): void {
    this.#waiting[priority].push({ send, drop });
    if (commands.includes(priority)) this.#run(commands);
    else if (!this.#isTurnEnding) {
      this.#isTurnEnding = true;
      queueMicrotask(() => {
        this.#isTurnEnding = false;
        this.#run(priorities);
      });
    }
  }

  /** Drops everything that waits. */
  clear(): void {
    this.#timer?.();
    this.#timer = undefined;
    for (const priority of priorities)
      for (const { drop } of this.#waiting[priority].splice(0)) drop();
  }

  /** IB said "too many messages" (code 100): nothing leaves for a second. */
  pause(): void {
    this.#tokens = -this.#perSecond;
    this.#refilled = this.#clock.monotonic();
  }

  #run(lanes: readonly SendPriority[]): void {
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(
      this.#perSecond,
      this.#tokens + ((now - this.#refilled) * this.#perSecond) / 1000,
    );
    this.#refilled = now;
    for (const priority of lanes) {
      const queue = this.#waiting[priority];
      while (queue.length > 0 && this.#tokens >= floors[priority] + 1) {
        this.#tokens -= 1;
        queue.shift()?.send();
      }
    }
    if (
      this.#timer === undefined &&
      priorities.some((priority) => this.#waiting[priority].length > 0)
    ) {
      this.#timer = this.#clock.after(1000 / this.#perSecond, () => {
        this.#timer = undefined;
        this.#run(priorities);
      });
    }
  }
}
