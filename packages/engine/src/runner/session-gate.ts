/** Whether the session may take new risk. @module */
import type { SessionStatus } from '@tradewright/core';
import type { HealthCircuitManager } from '../health/health-circuit-manager.ts';
import type { HaltDesk } from '../risk/halt-desk.ts';

/** State of the session, asked before each entry. It never stands in the way of an exit or a cancel. */
export class SessionGate {
  readonly #health: HealthCircuitManager;
  readonly #halts: HaltDesk;
  state: SessionStatus['state'] = 'starting';
  ready = false;

  constructor(health: HealthCircuitManager, halts: HaltDesk) {
    this.#health = health;
    this.#halts = halts;
  }

  /** Why no entry may be made in a symbol now; `undefined` when one may. */
  entriesBlocked(symbol: string): string | undefined {
    const halt = this.#halts.blocking(symbol);
    if (halt !== undefined) return `${halt.haltId} is halted: ${halt.reason}`;
    if (this.state !== 'running') return `the session is ${this.state}`;
    if (!this.ready) return 'the venue has not been resynchronised yet';
    const open = this.#health.open().filter((name) => name !== 'agent');
    return open.length === 0 ? undefined : `the ${open.join(' and ')} circuit is open`;
  }
}
