/** Builds what says whether new risk may be taken. @module */
import {
  journalEvent,
  type BaseTrader,
  type Clock,
  type EventPayloads,
  type EventType,
  type Journal,
} from '@tradewright/core';
import { ConnectionWatch } from '../health/connection-watch.ts';
import { HealthCircuitManager } from '../health/health-circuit-manager.ts';
import { quoteTrouble } from '../health/quote-watch.ts';
import type { MarketState } from '../market/market-state.ts';
import { HaltDesk } from '../risk/halt-desk.ts';
import type { Activity } from './activity.ts';
import type { EngineWatch } from './engine-options.ts';
import { SessionGate } from './session-gate.ts';

/** What health rests on, and whom it tells. */
export type HealthParts = {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly market: MarketState;
  readonly activity: Activity;
  readonly watch: EngineWatch | undefined;
  readonly publish: <Type extends EventType>(
    type: Type,
    symbol: string | null,
    payload: EventPayloads[Type],
  ) => void;
};

/** Circuits, halts, the gate that asks them and, where the venue can go away, the watch over it. */
export type Health = {
  readonly healthCircuitManager: HealthCircuitManager;
  readonly halts: HaltDesk;
  readonly gate: SessionGate;
  readonly connectionWatch: ConnectionWatch | undefined;
};

/** Builds, starts nothing. */
export function buildHealth(parts: HealthParts): Health {
  const { trader, clock, journal, market, activity, watch, publish } = parts;
  const healthCircuitManager = new HealthCircuitManager({
    clock,
    policy: { threshold: 3, pauseMs: 60_000 },
    onChange: (circuit, { state, reason }) =>
      publish('circuit.changed', null, { circuit, state, reason }),
  });
  const halts = new HaltDesk({
    journal,
    clock,
    onChange: (halt) =>
      publish('halt.changed', halt.scope === 'instrument' ? halt.subject : null, halt),
  });
  const gate = new SessionGate(healthCircuitManager, halts, (symbol) =>
    quoteTrouble({
      quote: market.quote(symbol),
      phase: market.phase(symbol, clock.now()),
      now: clock.now(),
      staleAfterMs: watch?.quoteStaleMs ?? null,
    }),
  );
  const connectionWatch =
    watch === undefined
      ? undefined
      : new ConnectionWatch({
          ...watch,
          trader,
          clock,
          health: healthCircuitManager,
          onOutage: (state, reason) => {
            const component = trader.venue;
            journal.append([
              journalEvent('health.changed', clock.now(), { component, state, reason }),
            ]);
            publish('outage.changed', null, { state, reason });
          },
          onPending: (work) => activity.track(work),
        });
  return { healthCircuitManager, halts, gate, connectionWatch };
}
