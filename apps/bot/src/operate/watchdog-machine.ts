/** When a watchdog steps in. @module */

/** What the watchdog has seen; times are monotonic ms. */
export type WatchdogState = { readonly lastBeat: number; readonly lastTick: number };

/** What can happen to it. `gone` is the end of the bot without a goodbye. */
export type WatchdogEvent =
  | { readonly kind: 'beat'; readonly time: number }
  | { readonly kind: 'bye' }
  | { readonly kind: 'gone'; readonly killed: boolean }
  | { readonly kind: 'tick'; readonly time: number; readonly killed: boolean };

/** `step-in`: end the bot, take its account, cancel its entries. `leave`: nothing is left to watch. */
export type WatchdogStep = {
  readonly state: WatchdogState;
  readonly effect: 'none' | 'leave' | 'step-in';
};

/** How often the watchdog looks. */
export const tickMs = 500;
/** A bot that was told to kill and gives no sign of life gets no more than this. */
const killPatienceMs = 5_000;
/** A pause between two looks that only a sleeping machine or a stopped watchdog explains. */
const sleptMs = 3_000;

/** A bot that died leaves its orders as they are for its next start, unless the kill switch is set. */
export function watchdogMachine(
  state: WatchdogState,
  event: WatchdogEvent,
  patienceMs: number,
): WatchdogStep {
  switch (event.kind) {
    case 'beat':
      return { state: { ...state, lastBeat: event.time }, effect: 'none' };
    case 'bye':
      return { state, effect: 'leave' };
    case 'gone':
      return { state, effect: event.killed ? 'step-in' : 'leave' };
    case 'tick': {
      const { time, killed } = event;
      const slept = time - state.lastTick > sleptMs;
      const lastBeat = slept ? time : state.lastBeat;
      const patience = killed ? Math.min(patienceMs, killPatienceMs) : patienceMs;
      const effect = time - lastBeat > patience ? 'step-in' : 'none';
      return { state: { lastBeat, lastTick: time }, effect };
    }
  }
}
