/** Says whether new risk may be taken, per part. @module */
import type { Clock } from '@tradewright/core';
import {
  circuitMachine,
  closedCircuit,
  type CircuitPolicy,
  type CircuitState,
} from './circuit-machine.ts';

/** The parts that fail apart from one another. */
export type CircuitName = 'venue' | 'market-data' | 'store' | 'agent';

const names: readonly CircuitName[] = ['venue', 'market-data', 'store', 'agent'];

/** What the manager is made of. */
export type HealthOptions = {
  readonly clock: Clock;
  readonly policy: CircuitPolicy;
  /** Told of each change of state. */
  readonly onChange: (circuit: CircuitName, state: CircuitState) => void;
};

/**
 * Keeps one circuit per part. An open circuit stops entries only: exits and cancels are never asked
 * here. The agent's circuit is its own: a model cannot open or close a trading circuit.
 */
export class HealthCircuitManager {
  readonly #options: HealthOptions;
  readonly #circuits = new Map<CircuitName, CircuitState>(
    names.map((name) => [name, closedCircuit]),
  );

  constructor(options: HealthOptions) {
    this.#options = options;
  }

  succeeded(circuit: CircuitName): void {
    this.#set(
      circuit,
      circuitMachine(this.state(circuit), { kind: 'success' }, this.#options.policy),
    );
  }

  failed(circuit: CircuitName, reason: string): void {
    const time = this.#options.clock.now();
    this.#set(
      circuit,
      circuitMachine(this.state(circuit), { kind: 'failure', reason, time }, this.#options.policy),
    );
  }

  /** Opens a circuit at once, and again each time that the cause is still there. */
  trip(circuit: CircuitName, reason: string): void {
    const time = this.#options.clock.now();
    this.#set(
      circuit,
      circuitMachine(this.state(circuit), { kind: 'trip', reason, time }, this.#options.policy),
    );
  }

  /** The state now, with the pause taken into account. */
  state(circuit: CircuitName): CircuitState {
    const state = this.#circuits.get(circuit) ?? closedCircuit;
    return circuitMachine(
      state,
      { kind: 'tick', time: this.#options.clock.now() },
      this.#options.policy,
    );
  }

  /** Names of the circuits that stop entries now. */
  open(): readonly CircuitName[] {
    return names.filter((name) => this.state(name).state === 'open');
  }

  /** State words per circuit, for views. */
  summary(): Readonly<Record<string, string>> {
    return Object.fromEntries(names.map((name) => [name, this.state(name).state]));
  }

  #set(circuit: CircuitName, next: CircuitState): void {
    const before = this.#circuits.get(circuit);
    this.#circuits.set(circuit, next);
    if (before?.state !== next.state) this.#options.onChange(circuit, next);
  }
}
