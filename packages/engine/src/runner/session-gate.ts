/** Whether the session may take new risk. @module */
import type { SessionStatus } from '@tradewright/core';
import type { HealthCircuitManager } from '../health/health-circuit-manager.ts';

/** State of the session, asked before each entry. It never stands in the way of an exit or a cancel. */
export class SessionGate {
  readonly #health: HealthCircuitManager;
  state: SessionStatus['state'] = 'starting';
  ready = false;
  /** Why the kill switch is set; `undefined` while it is not. Only a person clears it. */
  killed: string | undefined;

  constructor(health: HealthCircuitManager) {
    this.#health = health;
  }

  /** Why no entry may be made now; `undefined` when one may. */
  entriesBlocked(): string | undefined {
    if (this.killed !== undefined) return `the kill switch is set (${this.killed})`;
    if (this.state !== 'running') return `the session is ${this.state}`;
    if (!this.ready) return 'the venue has not been resynchronised yet';
    const open = this.#health.open().filter((name) => name !== 'agent');
    return open.length === 0 ? undefined : `the ${open.join(' and ')} circuit is open`;
  }
}
