/** A venue on which whole sessions are simulated. @module */
import type {
  AccountSnapshot,
  BaseTrader,
  Clock,
  Fill,
  Instrument,
  OrderReport,
  QueryResult,
  Random,
  TraderEvents,
  Undo,
} from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import type { LinkHost } from './link-host.ts';
import type { WalkTerms } from './market-walk.ts';

/** The truth at the venue: what only the judge can see, untouched by any fault of the wire. */
export type StageVenue = {
  on<Name extends 'fill' | 'order'>(
    name: Name,
    handler: (payload: TraderEvents[Name]) => void,
  ): Undo;
  fetchOpenOrders(): Promise<QueryResult<OrderReport>>;
  fetchClosedOrders(query: { readonly since: number }): Promise<QueryResult<OrderReport>>;
  fetchAccount(): Promise<Pick<AccountSnapshot, 'cash'>>;
  /** The market moves. */
  deliver(event: FeedEvent): void;
};

/** The way of one process to the venue. */
export type ProcessLink = {
  readonly trader: BaseTrader;
  readonly up: boolean;
  /** True when the process has seen everything that the venue has, on this connection. */
  readonly hasLooked: boolean;
  /** The wire breaks: nothing gets through until `restore`. */
  cut(): void;
  restore(): void;
  /** The venue tells of a corrected execution; left out where none is simulated. */
  correct?(fill: Fill): void;
  /** The process is over: nobody listens any more. */
  dispose(): void;
};

/** Everything that differs between one simulated venue and another. */
export type Stage = {
  readonly accountId: string;
  readonly currency: string;
  readonly venue: StageVenue;
  readonly instruments: readonly Instrument[];
  readonly walks: readonly WalkTerms[];
  /** Which strategy trades what. */
  readonly desks: readonly (readonly [string, readonly string[]])[];
  /** What the engine takes a trade to cost before the venue says so, in basis points. */
  readonly feeBasisPoints: string;
  /** True to keep protective orders at the venue in every other seed. */
  readonly protects?: boolean;
  connect(host: LinkHost): ProcessLink;
};

/** Builds the venue of one seed; it outlives every process. */
export type RaiseStage = (world: {
  readonly clock: Clock;
  readonly random: (purpose: string) => Random;
}) => Stage;
