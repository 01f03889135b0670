/** Ends a session whose account has passed to another process. @module */
import type { Clock, Undo } from '@tradewright/core';

/** How often a session that sends nothing looks whether the account is still its own. */
const lookMs = 1_000;

/** The fence of an account lock; its fall ends the session with the error as the reason. */
export class LockGuard {
  readonly #fence: () => void;
  readonly #stop: AbortController;

  /** @param fence - Throws once the lock is lost. @param stop - What ends the session. */
  constructor(fence: () => void, stop: AbortController) {
    this.#fence = fence;
    this.#stop = stop;
  }

  /** @throws TradewrightError `LOCK_LOST` */
  assertHeld(): void {
    try {
      this.#fence();
    } catch (error) {
      this.#stop.abort(error);
      throw error;
    }
  }

  isHeld(): boolean {
    try {
      this.assertHeld();
      return true;
    } catch {
      return false;
    }
  }

  /** Looks now and then, whether or not anything is sent. */
  watch(clock: Clock): Undo {
    return clock.every(lookMs, () => this.isHeld());
  }
}
