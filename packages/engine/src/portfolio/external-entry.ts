/** Money that came or went without a trade of ours. @module */
import {
  Decimal,
  TradewrightError,
  type DecimalString,
  type ExternalCash,
  type LedgerEntry,
  type Posting,
} from '@tradewright/core';

/** The account on the other side of the cash, by kind. */
const contraAccounts: Readonly<Record<ExternalCash['kind'], string>> = {
  interest: 'income:interest',
  dividend: 'income:dividends',
  fee: 'expense:external',
  tax: 'expense:tax',
  transfer: 'equity:transfers',
};

/**
 * Cash against income, expense or equity. A positive amount was received, a negative one paid.
 *
 * @throws TradewrightError `ORDER_INVALID` for an amount of zero
 */
export function externalEntry(cash: ExternalCash, entryId: string, time: number): LedgerEntry {
  const { kind, currency, symbol, reference } = cash;
  const sum = Decimal.from(cash.amount);
  if (sum.isZero())
    throw new TradewrightError('ORDER_INVALID', 'The amount of the entry was 0.', {
      hint: 'give what was received, or with a minus what was paid',
    });
  const leg = (account: string, amount: DecimalString): Posting => ({
    account,
    currency,
    amount,
    quantity: null,
  });
  return {
    entryId,
    kind: 'external',
    reference,
    reverses: null,
    strategyName: null,
    symbol,
    postings: [
      leg(`cash:${currency}`, sum.toString()),
      leg(contraAccounts[kind], sum.negated().toString()),
    ],
    time: cash.time ?? time,
  };
}
