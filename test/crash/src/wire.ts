/** What goes over the socket between a bot and its venue. @module */
import type { CommandOutcome, ErrorCode, Fill, OrderReport, Position } from '@tradewright/core';

/** A call of one method of the venue. */
export type WireRequest = {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
};

/** What is left of an error on the wire. */
type WireFailure = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly outcome?: CommandOutcome | undefined;
};

/** The answer to a request, or an event. */
export type WireMessage =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: WireFailure }
  | { readonly event: string; readonly payload: unknown };

/** Everything that really happened at the venue. */
export type VenueTruth = {
  /** How often an order came in, by its client id. */
  readonly placed: Readonly<Record<string, number>>;
  readonly orders: readonly OrderReport[];
  readonly fills: readonly Fill[];
  readonly positions: readonly Position[];
  readonly cash: string;
};
