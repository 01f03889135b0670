/** The one error class of the library. @module */
import type { ErrorCode } from './error-code.ts';

/**
 * What is known about a command after it failed.
 *
 * `not-sent`: it never left this process, so sending again is safe.
 * `refused`: the venue said no, in words that name this command.
 * `unknown`: a timeout, a dropped socket, a 5xx. It may be working: query, never resend.
 */
export type CommandOutcome = 'not-sent' | 'refused' | 'unknown';

/** Optional parts of a {@link TradewrightError}. */
export type ErrorDetails = {
  readonly cause?: unknown;
  /** Present on failed commands only; `undefined` on failed queries and bad input. */
  readonly outcome?: CommandOutcome;
  /** One sentence: what the reader can do next. */
  readonly hint?: string;
  /** Machine-readable facts (the field, the value found); never secrets. */
  readonly facts?: Readonly<Record<string, unknown>>;
};

const marker = Symbol.for('tradewright.error');

/** Base of every error thrown by this library. */
export class TradewrightError extends Error {
  override readonly name = 'TradewrightError';
  readonly code: ErrorCode;
  readonly outcome: CommandOutcome | undefined;
  readonly hint: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly [marker] = true;

  /**
   * @param code - Stable code, also the anchor in `docs/errors.md`.
   * @param message - One sentence in the past tense with the value that was found.
   */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.outcome = details.outcome;
    this.hint = details.hint;
    this.facts = details.facts ?? {};
  }

  /** Where the code is explained, relative to the repository. */
  get docs(): string {
    return `docs/errors.md#${this.code.toLowerCase().replaceAll('_', '-')}`;
  }

  /** The JSON shape of the command line: `{ error: { code, message, hint, outcome, docs } }`. */
  toJSON(): { error: Record<string, unknown> } {
    return {
      error: {
        code: this.code,
        message: this.message,
        hint: this.hint ?? null,
        outcome: this.outcome ?? null,
        docs: this.docs,
        ...this.facts,
      },
    };
  }

  /** True for errors of this library, also when two copies of it are installed. */
  static is(value: unknown): value is TradewrightError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
