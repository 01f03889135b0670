/** What the wire asks of the process at its end. @module */
import type { Clock, OrderIntent, Random } from '@tradewright/core';
import type { Corrections } from './corrections.ts';
import type { FaultRates } from './fault-rates.ts';
import type { RareEvent } from './rare-events.ts';

/** What the wire holds back is delivered within this time: the settle window of a verdict must be longer. */
export const longestWireMs = 4_000;

/** What the link asks of the process that it belongs to, and whom it tells. */
export type LinkHost = {
  readonly corrections: Corrections;
  /** True time: what is on the wire goes on after the process has ended. */
  readonly clock: Clock;
  /** The clock of the process: its callbacks end with it. */
  readonly own: Clock;
  readonly random: Random;
  readonly rates: () => FaultRates;
  readonly isAlive: () => boolean;
  /** A place where the process may end; throws when it does, or has ended. */
  readonly point: (name: string) => void;
  /** Runs an event handler inside the process; does nothing when that is over. */
  readonly enter: (callback: () => void) => void;
  readonly onSend: (intent: OrderIntent) => void;
  /** The order will never be at the venue. */
  readonly onNever: (clientOrderId: string) => void;
  readonly count: (event: RareEvent) => void;
  readonly trace: (text: string) => void;
};
