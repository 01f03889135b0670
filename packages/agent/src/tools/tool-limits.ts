/** How much a model may ask for. @module */

/** Limits per decision and per minute of session time; an operator may lower them, a model never changes them. */
export type ToolLimits = {
  readonly callsPerDecision: number;
  /** Per tool, symbol and timeframe; the requested size is not part of the key. */
  readonly callsPerKeyPerMinute: number;
  readonly callsPerMinute: number;
  readonly bars: number;
  readonly trades: number;
  readonly depth: number;
  readonly news: number;
  readonly bytesPerResult: number;
  readonly bytesPerDecision: number;
  readonly timeoutMs: number;
  /** Age from which data is marked stale. */
  readonly staleAfterMs: number;
  /** Failures of a data source in a row that open the tool circuit. */
  readonly failuresToTrip: number;
  readonly circuitPauseMs: number;
};

/** The usual limits. */
export const defaultToolLimits: ToolLimits = {
  callsPerDecision: 12,
  callsPerKeyPerMinute: 12,
  callsPerMinute: 60,
  bars: 200,
  trades: 100,
  depth: 20,
  news: 20,
  bytesPerResult: 12_000,
  bytesPerDecision: 48_000,
  timeoutMs: 5_000,
  staleAfterMs: 120_000,
  failuresToTrip: 3,
  circuitPauseMs: 60_000,
};
