/** Stops asking a source that keeps failing. @module */

/** How the tool circuit trips. */
export type ToolCircuitPolicy = {
  readonly failuresToTrip: number;
  readonly circuitPauseMs: number;
};

/**
 * Counts failures of data sources in a row. Open, it stops fetches and new risk and nothing else:
 * it knows no venue circuit and no venue circuit knows it. What a model does wrong (bad arguments,
 * quotas) never counts, so no model can trip it.
 */
export class ToolCircuit {
  readonly #policy: ToolCircuitPolicy;
  #failures = 0;
  #openUntil = 0;

  constructor(policy: ToolCircuitPolicy) {
    this.#policy = policy;
  }

  /** @param time - Session time in ms. */
  isOpen(time: number): boolean {
    return time < this.#openUntil;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(time: number): void {
    this.#failures += 1;
    if (this.#failures < this.#policy.failuresToTrip) return;
    this.#openUntil = time + this.#policy.circuitPauseMs;
    // After the pause a single failure opens it again: one probe, not three.
    this.#failures = this.#policy.failuresToTrip - 1;
  }
}
