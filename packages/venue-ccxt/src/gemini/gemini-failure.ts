/** What went wrong on the wire, in words of ours. @module */
import { TradewrightError, type CommandOutcome, type ErrorCode } from '@tradewright/core/venue';

/** An answer that is not what was asked for: an error of the venue, or a body that cannot be one. */
export class GeminiFailure extends Error {
  override readonly name = 'GeminiFailure';
  /** HTTP status. */
  readonly status: number;
  /** The venue's own reason word; `undefined` when the body was not the venue's error JSON. */
  readonly reason: string | undefined;

  constructor(status: number, reason: string | undefined, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** Reasons that prove that a command had no effect, with our code. Source: docs.gemini.com error codes. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  AuctionNotOpen: 'ORDER_REFUSED',
  ClientOrderIdTooLong: 'ORDER_REFUSED',
  ClientOrderIdMustBeString: 'ORDER_REFUSED',
  ConflictingOptions: 'ORDER_REFUSED',
  EndpointMismatch: 'ORDER_REFUSED',
  EndpointNotFound: 'ORDER_REFUSED',
  EndpointUnavailableInThisEnvironment: 'VENUE_NOT_SUPPORTED',
  IneligibleTiming: 'ORDER_REFUSED',
  InsufficientFunds: 'INSUFFICIENT_FUNDS',
  InvalidApiKey: 'VENUE_AUTHENTICATION',
  InvalidJson: 'ORDER_REFUSED',
  InvalidNonce: 'VENUE_AUTHENTICATION',
  InvalidOrderType: 'ORDER_REFUSED',
  InvalidPrice: 'ORDER_REFUSED',
  InvalidQuantity: 'ORDER_REFUSED',
  InvalidSide: 'ORDER_REFUSED',
  InvalidSignature: 'VENUE_AUTHENTICATION',
  InvalidStopPrice: 'ORDER_REFUSED',
  InvalidSymbol: 'SYMBOL_UNKNOWN',
  LimitPriceOffTick: 'ORDER_REFUSED',
  MarketNotOpen: 'MARKET_CLOSED',
  MissingAccounts: 'VENUE_AUTHENTICATION',
  MissingApikeyHeader: 'VENUE_AUTHENTICATION',
  MissingOrderField: 'ORDER_REFUSED',
  MissingPayloadHeader: 'VENUE_AUTHENTICATION',
  MissingRole: 'VENUE_PERMISSION',
  MissingSignatureHeader: 'VENUE_AUTHENTICATION',
  OptionsMustBeArray: 'ORDER_REFUSED',
  OrderNotFound: 'ORDER_NOT_FOUND',
  RateLimit: 'VENUE_RATE_LIMITED',
  UnsupportedOption: 'ORDER_REFUSED',
};

/** True when the venue said, in its own JSON, that the order is not there. */
export function saysNotFound(error: unknown): boolean {
  return error instanceof GeminiFailure && error.reason === 'OrderNotFound';
}

/** True when the venue said, in its own JSON, that the key has not the right; a page that forbids proves nothing. */
export function saysMissingRole(error: unknown): boolean {
  return error instanceof GeminiFailure && error.reason === 'MissingRole';
}

/** True when the venue turned a call away because its nonce was used up, by whomever. */
export function saysStaleNonce(error: unknown): boolean {
  return (
    error instanceof GeminiFailure &&
    (error.reason === 'InvalidNonce' || error.reason === 'RepeatedNonce')
  );
}

/** The failure of a query. */
export function queryError(error: unknown): TradewrightError {
  if (TradewrightError.is(error)) return error;
  const text = textOf(error);
  if (!(error instanceof GeminiFailure)) {
    const timeout = nameOf(error) === 'RequestTimeout';
    return new TradewrightError(timeout ? 'VENUE_TIMEOUT' : 'VENUE_UNAVAILABLE', text, {
      cause: error,
      hint: 'the venue could not be reached; check the network and try again',
    });
  }
  return new TradewrightError(queryCode(error), text, {
    cause: error,
    hint: hintFor(error),
    facts: { status: error.status, reason: error.reason ?? null },
  });
}

/**
 * The failure of a command with its outcome. `refused` needs the venue's own reason out of the closed
 * list; a socket that never opened is `not-sent`; all else is `unknown`.
 */
export function commandError(error: unknown): TradewrightError {
  if (TradewrightError.is(error) && error.outcome !== undefined) return error;
  const outcome = outcomeOf(error);
  const reason = error instanceof GeminiFailure ? error.reason : undefined;
  return new TradewrightError(commandCode(outcome, reason), textOf(error), {
    cause: error,
    outcome,
    hint:
      outcome === 'unknown'
        ? 'the order may be working: look it up by its client id and send nothing again'
        : hintFor(error),
    facts: { reason: reason ?? null },
  });
}

function outcomeOf(error: unknown): CommandOutcome {
  if (error instanceof GeminiFailure) {
    const { status, reason } = error;
    const named = reason !== undefined && Object.hasOwn(refusals, reason);
    return named && status >= 400 && status < 500 ? 'refused' : 'unknown';
  }
  if (TradewrightError.is(error)) return 'unknown';
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(textOf(error)) ? 'not-sent' : 'unknown';
}

function commandCode(outcome: CommandOutcome, reason: string | undefined): ErrorCode {
  if (outcome === 'not-sent') return 'ORDER_NOT_SENT';
  if (reason === 'DuplicateOrder') return 'ORDER_DUPLICATE_ID';
  if (outcome === 'unknown') return 'ORDER_UNKNOWN_OUTCOME';
  return refusals[reason ?? ''] ?? 'ORDER_REFUSED';
}

function queryCode({ status, reason }: GeminiFailure): ErrorCode {
  const known = reason === undefined ? undefined : refusals[reason];
  if (known !== undefined && known !== 'ORDER_REFUSED') return known;
  if (status === 429) return 'VENUE_RATE_LIMITED';
  if (status === 403) return 'VENUE_PERMISSION';
  return status >= 500 ? 'VENUE_UNAVAILABLE' : 'VENUE_BAD_ANSWER';
}

function hintFor(error: unknown): string {
  const reason = error instanceof GeminiFailure ? error.reason : undefined;
  if (reason === 'InvalidNonce')
    return 'use each API key in one process only, and set the nonce mode that the key was made with';
  if (reason === 'MissingRole') return 'give the API key the Trader role';
  if (reason === 'InsufficientFunds') return 'lower the quantity or add funds';
  if (reason === 'InvalidSignature' || reason === 'InvalidApiKey')
    return 'check GEMINI_API_KEY, GEMINI_API_SECRET and whether the key belongs to the sandbox';
  return 'see docs/venues/gemini.md';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : '';
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(0, 300);
}
