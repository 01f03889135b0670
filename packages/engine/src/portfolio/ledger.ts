/** Double-entry postings: every entry sums to zero in each currency. @module */
import {
  Decimal,
  type AccountSnapshot,
  type Commission,
  type DecimalString,
  type Fill,
  type LedgerEntry,
  type Posting,
} from '@tradewright/core';
import { signedQuantity } from './signed-quantity.ts';
import type { BookMove } from './book-machine.ts';

type Origin = { readonly entryId: string; readonly strategyName: string | null };

/** The cash that stands in the account when the portfolio begins; `undefined` when there is none. */
export function openingEntry(account: AccountSnapshot, entryId: string): LedgerEntry | undefined {
  const postings = Object.entries(account.cash)
    .filter(([, value]) => !Decimal.from(value).isZero())
    .flatMap(([currency, value]) => [
      leg(`cash:${currency}`, currency, Decimal.from(value)),
      leg('equity:opening', currency, Decimal.from(value).negated()),
    ]);
  if (postings.length === 0) return undefined;
  return {
    entryId,
    kind: 'opening',
    reference: account.accountId,
    reverses: null,
    strategyName: null,
    symbol: null,
    postings,
    time: account.time,
  };
}

/** Position at cost against cash; what a closing fill gained is income. */
export function fillEntry(fill: Fill, move: BookMove, origin: Origin): LedgerEntry {
  const quantity = signedQuantity(fill.side, Decimal.from(fill.quantity));
  const value = quantity.times(Decimal.from(fill.price));
  const postings = [
    leg(`position:${fill.symbol}`, fill.currency, move.costMoved, quantity.toString()),
    leg(`cash:${fill.currency}`, fill.currency, value.negated()),
  ];
  if (!move.realised.isZero())
    postings.push(leg('income:realised', fill.currency, move.realised.negated()));
  return {
    entryId: origin.entryId,
    kind: 'fill',
    reference: `${fill.fillId}.${fill.revision}`,
    reverses: null,
    strategyName: origin.strategyName,
    symbol: fill.symbol,
    postings,
    time: fill.time,
  };
}

/** A commission as an expense in its own currency; a rebate has the signs turned. What `earlier` was charged for the same execution is given back. */
export function commissionEntry(
  commission: Commission,
  symbol: string,
  origin: Origin,
  earlier?: Commission,
): LedgerEntry {
  const paid = commissionLegs(commission, Decimal.from(commission.commission));
  return {
    entryId: origin.entryId,
    kind: earlier === undefined ? 'commission' : 'correction',
    reference: `${commission.fillId}.${commission.revision}`,
    reverses: null,
    strategyName: origin.strategyName,
    symbol,
    postings:
      earlier === undefined
        ? paid
        : [...commissionLegs(earlier, Decimal.from(earlier.commission).negated()), ...paid],
    time: commission.time,
  };
}

function commissionLegs({ currency }: Commission, sum: Decimal): Posting[] {
  return [
    leg('expense:commission', currency, sum),
    leg(`cash:${currency}`, currency, sum.negated()),
  ];
}

/** Sum of all postings per currency: all zero in a ledger that balances. */
export function ledgerImbalance(
  entries: readonly LedgerEntry[],
): Readonly<Record<string, DecimalString>> {
  const sums = new Map<string, Decimal>();
  for (const posting of entries.flatMap((entry) => entry.postings)) {
    const sum = sums.get(posting.currency) ?? Decimal.zero;
    sums.set(posting.currency, sum.plus(Decimal.from(posting.amount)));
  }
  return Object.fromEntries([...sums].map(([currency, sum]) => [currency, sum.toString()]));
}

function leg(
  account: string,
  currency: string,
  amount: Decimal,
  quantity: DecimalString | null = null,
): Posting {
  return { account, currency, amount: amount.toString(), quantity };
}
