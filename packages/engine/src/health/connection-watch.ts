/** Watches the connection, also while there is none. @module */
import type { BaseTrader, Clock, Undo } from '@tradewright/core';
import { outageAt, type ExpectedOutage } from './expected-outage.ts';
import type { HealthCircuitManager } from './health-circuit-manager.ts';
import { judgeConnection } from './judge-connection.ts';

/** What the watch works with. */
export type ConnectionWatchOptions = {
  readonly trader: Pick<BaseTrader, 'connection' | 'maybeReconnect'>;
  readonly clock: Clock;
  readonly health: HealthCircuitManager;
  /** How often the venue gives a sign of life, in ms; twice that without one is a dead link. */
  readonly heartbeatMs: number;
  /** Rest after each try to reconnect, also after one that failed, in ms. */
  readonly coolDownMs: number;
  readonly outages: readonly ExpectedOutage[];
  /** Called when the venue is away: once as expected, once more when it outlives the announced window. */
  readonly onOutage: (
    state: 'expected' | 'unexpected' | 'outlived' | 'over',
    reason: string,
  ) => void;
  /** Work that whoever drives time has to wait for. */
  readonly onPending: (work: Promise<unknown>) => void;
};

/** Opens the circuits of venue and market data while they are in trouble, and asks for a reconnect at intervals. */
export class ConnectionWatch {
  readonly #options: ConnectionWatchOptions;
  #stop: Undo | undefined;
  #trying = false;
  #restUntil = 0;
  #told: 'expected' | 'unexpected' | 'outlived' | undefined;

  constructor(options: ConnectionWatchOptions) {
    this.#options = options;
  }

  /** Looks twice per heartbeat from now on. */
  start(): void {
    this.#stop ??= this.#options.clock.every(this.#options.heartbeatMs / 2, () => this.look());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Judges the connection now: on the timer, and on each change that the trader tells of. */
  look(): void {
    const { trader, clock, health, heartbeatMs } = this.#options;
    const now = clock.now();
    const { venue, marketData } = judgeConnection(trader.connection(), now, heartbeatMs);
    if (marketData === undefined) this.#recovered('market-data');
    else health.trip('market-data', marketData);
    if (venue === undefined) {
      this.#recovered('venue');
      if (this.#told !== undefined) this.#options.onOutage('over', 'the venue is there again');
      this.#told = undefined;
      return;
    }
    health.trip('venue', venue);
    this.#tell(venue, now);
    if (this.#stop !== undefined) this.#reconnect(now);
  }

  #recovered(circuit: 'venue' | 'market-data'): void {
    const { health } = this.#options;
    if (health.state(circuit).state !== 'closed') health.succeeded(circuit);
  }

  #tell(reason: string, now: number): void {
    const outage = outageAt(now, this.#options.outages);
    if (outage !== undefined) {
      if (this.#told !== undefined) return;
      this.#told = 'expected';
      this.#options.onOutage('expected', `${outage.name}: ${reason}`);
      return;
    }
    if (this.#told === 'unexpected' || this.#told === 'outlived') return;
    this.#told = this.#told === 'expected' ? 'outlived' : 'unexpected';
    this.#options.onOutage(this.#told, reason);
  }

  #reconnect(now: number): void {
    const { trader, clock, coolDownMs, onPending } = this.#options;
    if (this.#trying || now < this.#restUntil) return;
    this.#trying = true;
    const rest = (): void => {
      this.#trying = false;
      this.#restUntil = clock.now() + coolDownMs;
      if (this.#stop !== undefined) this.look();
    };
    onPending(trader.maybeReconnect().then(rest, rest));
  }
}
