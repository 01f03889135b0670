/** Money with its currency. @module */
import { TradewrightError } from '../errors/tradewright-error.ts';
import { Decimal, type DecimalString } from './decimal.ts';

/** An exact sum in one currency. `currency` is an upper-case code (`AUD`, `BTC`). */
export type Amount = { readonly value: DecimalString; readonly currency: string };

/** @throws TradewrightError `MONEY_NOT_DECIMAL` */
export function amount(value: string | Decimal, currency: string): Amount {
  return { value: (typeof value === 'string' ? Decimal.from(value) : value).toString(), currency };
}

/** Adds two amounts. @throws TradewrightError `MONEY_CURRENCY_MISMATCH` when the currencies differ. */
export function addAmounts(left: Amount, right: Amount): Amount {
  if (left.currency !== right.currency) {
    throw new TradewrightError(
      'MONEY_CURRENCY_MISMATCH',
      `An amount in ${right.currency} was added to one in ${left.currency}.`,
      { hint: 'convert it first: a missing rate is not 1' },
    );
  }
  return amount(Decimal.from(left.value).plus(Decimal.from(right.value)), left.currency);
}
