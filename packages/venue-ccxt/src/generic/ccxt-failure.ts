/** ccxt's errors in words of ours, told by class name: its two builds have different classes. @module */
import {
  TradewrightError,
  complete,
  incomplete,
  type CommandOutcome,
  type ErrorCode,
  type QueryResult,
} from '@tradewright/core/venue';
import { z } from 'zod';
import {
  GeminiFailure,
  commandError as geminiCommandError,
  queryError,
} from '../gemini/gemini-failure.ts';

/** Classes that ccxt raises for nothing but the venue's own no to a command. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  InsufficientFunds: 'INSUFFICIENT_FUNDS',
  InvalidOrder: 'ORDER_REFUSED',
  OrderNotFillable: 'ORDER_REFUSED',
  OrderImmediatelyFillable: 'ORDER_WOULD_TAKE',
  MarketClosed: 'MARKET_CLOSED',
  BadSymbol: 'SYMBOL_UNKNOWN',
};

const queryCodes: Readonly<Record<string, ErrorCode>> = {
  AuthenticationError: 'VENUE_AUTHENTICATION',
  PermissionDenied: 'VENUE_PERMISSION',
  RateLimitExceeded: 'VENUE_RATE_LIMITED',
  DDoSProtection: 'VENUE_RATE_LIMITED',
  RequestTimeout: 'VENUE_TIMEOUT',
  NotSupported: 'VENUE_NOT_SUPPORTED',
  BadSymbol: 'SYMBOL_UNKNOWN',
  BadResponse: 'VENUE_BAD_ANSWER',
};

/** The failure of a query. */
export function ccxtQueryError(error: unknown): TradewrightError {
  if (TradewrightError.is(error) || error instanceof GeminiFailure) return queryError(error);
  if (error instanceof z.ZodError)
    return new TradewrightError(
      'VENUE_BAD_ANSWER',
      `ccxt gave an unusable answer: ${textOf(error)}`,
      {
        cause: error,
        hint: 'the answer was not used; try again, and report it when it stays',
      },
    );
  return new TradewrightError(queryCodes[nameOf(error)] ?? 'VENUE_UNAVAILABLE', textOf(error), {
    cause: error,
    hint: 'the venue did not answer as asked; try again',
  });
}

/** The failure of a command: `refused` only for a class that carries the venue's no, else `unknown`. */
export function ccxtCommandError(error: unknown): TradewrightError {
  if (TradewrightError.is(error) || error instanceof GeminiFailure)
    return geminiCommandError(error);
  const code = refusals[nameOf(error)];
  const unsent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(textOf(error));
  const outcome: CommandOutcome = code !== undefined ? 'refused' : unsent ? 'not-sent' : 'unknown';
  const fallback = outcome === 'not-sent' ? 'ORDER_NOT_SENT' : 'ORDER_UNKNOWN_OUTCOME';
  return new TradewrightError(code ?? fallback, textOf(error), {
    cause: error,
    outcome,
    hint:
      outcome === 'unknown'
        ? 'the order may be working: look it up and send nothing again'
        : 'correct the order or the connection and place it again',
  });
}

/** Runs a single-item query. @throws TradewrightError `VENUE_*` */
export async function ccxtQuery<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw ccxtQueryError(error);
  }
}

/** Runs a list query: a failure becomes an incomplete answer, never an empty one. */
export async function ccxtList<Item>(
  asOf: number,
  ask: () => Promise<readonly Item[]>,
): Promise<QueryResult<Item>> {
  try {
    return complete(await ask(), asOf);
  } catch (failure) {
    const { code, message } = ccxtQueryError(failure);
    const reasons = {
      VENUE_TIMEOUT: 'timeout',
      VENUE_BAD_ANSWER: 'bad-answer',
      VENUE_UNAVAILABLE: 'not-connected',
      VENUE_NOT_SUPPORTED: 'not-supported',
    } as const;
    const reason = code in reasons ? reasons[code as keyof typeof reasons] : 'venue-error';
    return incomplete(reason, message, asOf);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : '';
}

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
