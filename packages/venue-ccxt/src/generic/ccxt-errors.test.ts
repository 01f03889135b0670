/** Errors of the facade are caught by the classes of a caller's own ccxt. */
import ccxt from 'ccxt';
import { TradewrightError, errorCodes } from '@tradewright/core';
import { ccxtErrors, toCcxtError } from '@tradewright/venue-kit';
import { expect, test } from 'vitest';

const classes = ccxt as unknown as Readonly<Record<string, new (message: string) => Error>>;

test('every class that the facade throws is one of ccxt, with the same ancestors', () => {
  const ancestors = (made: object): string[] => {
    const names: string[] = [];
    for (
      let at: unknown = made;
      typeof at === 'function' && at !== Error;
      at = Object.getPrototypeOf(at)
    )
      names.push((at as { name: string }).name);
    return names.slice(0, -1);
  };
  for (const [name, made] of Object.entries(ccxtErrors)) {
    const theirs = classes[name];
    expect(theirs, name).toBeDefined();
    expect(ancestors(made), name).toEqual(ancestors(theirs ?? made));
  }
});

test('with ccxt given, instanceof holds; without it the name does', () => {
  const funds = new TradewrightError('INSUFFICIENT_FUNDS', 'Too little was there.', {
    outcome: 'refused',
  });
  const theirs = toCcxtError(funds, ccxt);
  expect(theirs).toBeInstanceOf(ccxt.InsufficientFunds);
  expect(theirs).toBeInstanceOf(ccxt.ExchangeError);
  expect(theirs).toMatchObject({ cause: funds });
  expect(toCcxtError(funds)).toMatchObject({ name: 'InsufficientFunds' });
});

test('every code of ours becomes an error of ccxt', () => {
  for (const code of errorCodes) {
    const made = toCcxtError(new TradewrightError(code, 'It happened.'), ccxt);
    expect(made, code).toBeInstanceOf(ccxt.BaseError);
  }
});

test('an outcome that is not known is no refusal', () => {
  const lost = new TradewrightError('ORDER_UNKNOWN_OUTCOME', 'Nothing came.', {
    outcome: 'unknown',
  });
  expect(toCcxtError(lost, ccxt)).toBeInstanceOf(ccxt.NetworkError);
  expect(toCcxtError(lost, ccxt)).not.toBeInstanceOf(ccxt.ExchangeError);
});
