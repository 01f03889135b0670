/** Whether the session may take new risk. @module */
import type { SessionStatus } from '@tradewright/core';
import type { HealthCircuitManager } from '../health/health-circuit-manager.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';

/** State of the session, asked before each entry. It never stands in the way of an exit or a cancel. */
export class SessionGate {
  readonly #health: HealthCircuitManager;
  readonly #halts: HaltDesk;
  readonly #quoteTrouble: (symbol: string) => string | undefined;
  state: SessionStatus['state'] = 'starting';
  ready = false;

  /** @param quoteTrouble - Why the quote of a symbol may not be traded on; `undefined` when it may. */
  constructor(
    health: HealthCircuitManager,
    halts: HaltDesk,
    quoteTrouble: (symbol: string) => string | undefined,
  ) {
    this.#health = health;
    this.#halts = halts;
    this.#quoteTrouble = quoteTrouble;
  }

  /** Why no entry may be made in a symbol now; `undefined` when one may. */
  entriesBlocked(symbol: string): string | undefined {
    const halt = this.#halts.blocking(symbol);
    if (halt !== undefined) return `${halt.haltId} is halted: ${halt.reason}`;
    if (this.state !== 'running') return `the session is ${this.state}`;
    if (!this.ready) return 'the venue has not been resynchronised yet';
    const open = this.#health.open().filter((name) => name !== 'agent');
    if (open.length === 0) return this.#quoteTrouble(symbol);
    const reasons = open.map(
      (name) => `the ${name} circuit is open: ${this.#health.state(name).reason}`,
    );
    return reasons.join('; ');
  }
}
