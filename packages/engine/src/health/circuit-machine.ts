/** One circuit breaker as a pure reducer. @module */

/** `closed` lets through, `open` blocks new risk, `half-open` lets one probe through. */
export type CircuitState = {
  readonly state: 'closed' | 'open' | 'half-open';
  readonly failures: number;
  readonly openedTime: number | null;
  readonly reason: string;
};

/** What a circuit hears. `time` is session time in ms. */
export type CircuitEvent =
  | { readonly kind: 'success' }
  | { readonly kind: 'failure'; readonly reason: string; readonly time: number }
  /** A cause that is known for certain opens at once, whatever the threshold. */
  | { readonly kind: 'trip'; readonly reason: string; readonly time: number }
  | { readonly kind: 'tick'; readonly time: number };

/** How many failures in a row open a circuit, and for how long before a probe. */
export type CircuitPolicy = { readonly threshold: number; readonly pauseMs: number };

/** A circuit that has heard nothing. */
export const closedCircuit: CircuitState = {
  state: 'closed',
  failures: 0,
  openedTime: null,
  reason: '',
};

/** The next state. A failed probe opens again at once. */
export function circuitMachine(
  state: CircuitState,
  event: CircuitEvent,
  policy: CircuitPolicy,
): CircuitState {
  switch (event.kind) {
    case 'success':
      return state.failures === 0 && state.state === 'closed' ? state : closedCircuit;
    case 'failure': {
      const failures = state.failures + 1;
      const opens = state.state !== 'closed' || failures >= policy.threshold;
      return {
        state: opens ? 'open' : 'closed',
        failures,
        openedTime: opens ? event.time : null,
        reason: event.reason,
      };
    }
    case 'trip':
      return {
        state: 'open',
        failures: state.failures + 1,
        openedTime: event.time,
        reason: event.reason,
      };
    case 'tick': {
      const due =
        state.state === 'open' && event.time - (state.openedTime ?? event.time) >= policy.pauseMs;
      return due ? { ...state, state: 'half-open' } : state;
    }
  }
}
