/** ccxt's error classes, and which of them an error of ours is. @module */
import { TradewrightError, type ErrorCode } from '@tradewright/core';

/** Makes an error of a class that ccxt's users know by name. */
export type CcxtErrorClass = new (message: string) => Error;

/** Any object with ccxt's error classes, such as ccxt itself. */
export type CcxtErrorClasses = Readonly<Record<string, unknown>>;

function named(name: string, Parent: CcxtErrorClass): CcxtErrorClass {
  const made = { [name]: class extends Parent {} }[name] ?? Parent;
  Object.defineProperty(made.prototype, 'name', { value: name });
  return made;
}

const BaseError = named('BaseError', Error);
const ExchangeError = named('ExchangeError', BaseError);
const OperationFailed = named('OperationFailed', BaseError);
const NetworkError = named('NetworkError', OperationFailed);
const InvalidOrder = named('InvalidOrder', ExchangeError);
const BadRequest = named('BadRequest', ExchangeError);
const AuthenticationError = named('AuthenticationError', ExchangeError);
const OperationRejected = named('OperationRejected', ExchangeError);

/** ccxt's tree of errors, as far as the facade throws it. */
export const ccxtErrors = {
  BaseError,
  ExchangeError,
  OperationFailed,
  NetworkError,
  InvalidOrder,
  BadRequest,
  AuthenticationError,
  OperationRejected,
  PermissionDenied: named('PermissionDenied', AuthenticationError),
  ArgumentsRequired: named('ArgumentsRequired', ExchangeError),
  BadSymbol: named('BadSymbol', BadRequest),
  MarketClosed: named('MarketClosed', OperationRejected),
  InsufficientFunds: named('InsufficientFunds', ExchangeError),
  OrderNotFound: named('OrderNotFound', InvalidOrder),
  OrderImmediatelyFillable: named('OrderImmediatelyFillable', InvalidOrder),
  DuplicateOrderId: named('DuplicateOrderId', InvalidOrder),
  NotSupported: named('NotSupported', ExchangeError),
  ExchangeClosedByUser: named('ExchangeClosedByUser', ExchangeError),
  RateLimitExceeded: named('RateLimitExceeded', NetworkError),
  ExchangeNotAvailable: named('ExchangeNotAvailable', NetworkError),
  RequestTimeout: named('RequestTimeout', NetworkError),
  BadResponse: named('BadResponse', OperationFailed),
} as const;

/** Name of a class that the facade throws. */
export type CcxtErrorName = keyof typeof ccxtErrors;

const byCode: Readonly<Partial<Record<ErrorCode, CcxtErrorName>>> = {
  SYMBOL_INVALID: 'BadSymbol',
  SYMBOL_UNKNOWN: 'BadSymbol',
  SYMBOL_NOT_ALLOWED: 'BadSymbol',
  MONEY_NOT_DECIMAL: 'InvalidOrder',
  USAGE: 'ArgumentsRequired',
  VENUE_UNAVAILABLE: 'ExchangeNotAvailable',
  VENUE_NOT_CONNECTED: 'ExchangeNotAvailable',
  VENUE_TIMEOUT: 'RequestTimeout',
  VENUE_RATE_LIMITED: 'RateLimitExceeded',
  VENUE_AUTHENTICATION: 'AuthenticationError',
  VENUE_PERMISSION: 'PermissionDenied',
  VENUE_BAD_ANSWER: 'BadResponse',
  VENUE_NOT_SUPPORTED: 'NotSupported',
  VENUE_ACCOUNT_MISMATCH: 'PermissionDenied',
  ORDER_INVALID: 'InvalidOrder',
  ORDER_REFUSED: 'InvalidOrder',
  ORDER_WOULD_TAKE: 'OrderImmediatelyFillable',
  ORDER_NOT_SENT: 'ExchangeNotAvailable',
  ORDER_UNKNOWN_OUTCOME: 'RequestTimeout',
  ORDER_NOT_FOUND: 'OrderNotFound',
  ORDER_DUPLICATE_ID: 'DuplicateOrderId',
  INSUFFICIENT_FUNDS: 'InsufficientFunds',
  MARKET_CLOSED: 'MarketClosed',
  NOT_READY: 'ExchangeNotAvailable',
  NOT_ARMED: 'PermissionDenied',
};

/**
 * Makes an error by class name, of the classes given where they have it: then `instanceof` holds for
 * the classes of the caller's own ccxt.
 */
export function ccxtError(
  name: CcxtErrorName,
  message: string,
  classes: CcxtErrorClasses = {},
): Error {
  const given = classes[name];
  const Class = typeof given === 'function' ? (given as CcxtErrorClass) : ccxtErrors[name];
  return new Class(message);
}

/**
 * An error of ours as ccxt's users catch it, with ours as its cause. An unknown outcome is a
 * `RequestTimeout`, as in ccxt: it says nothing about the order, which may stand.
 */
export function toCcxtError(error: unknown, classes: CcxtErrorClasses = {}): unknown {
  if (!TradewrightError.is(error)) return error;
  const name = byCode[error.code] ?? 'ExchangeError';
  const hint = error.hint === undefined ? '' : ` (${error.hint})`;
  return Object.assign(ccxtError(name, `${error.message}${hint}`, classes), { cause: error });
}
