/** Time, randomness and ids as arguments. @module */

/** Undoes what it was returned by. Calling it twice is harmless. */
export type Undo = () => void;

/** The only source of time. Wall time is for stamps, monotonic time for durations and deadlines. */
export interface Clock {
  /** Wall time, ms since 1970-01-01 UTC. */
  now(): number;
  /** Monotonic time in ms from an arbitrary start; unaffected by clock steps. */
  monotonic(): number;
  /** Calls back once after `delayMs`; the result cancels it. */
  after(delayMs: number, callback: () => void): Undo;
  /** Calls back every `periodMs`; the result stops it. */
  every(periodMs: number, callback: () => void): Undo;
  /** Resolves after `delayMs`. */
  sleep(delayMs: number): Promise<void>;
}

/** The only source of randomness. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number in [minimum, maximum]. */
  integer(minimum: number, maximum: number): number;
  /** Lower-case hexadecimal text of `bytes` random bytes. */
  hex(bytes: number): string;
}

/** The only source of our own ids; each is unique within its session and deterministic under a seeded session. */
export interface Ids {
  /** Next id of a kind, such as `plan-7`. */
  next(kind: string): string;
  /** Next client order id: at most 32 of `[A-Za-z0-9-]`, unique over sessions, never reused. */
  clientOrderId(): string;
}
