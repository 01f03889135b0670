/** The ledger for eyes and for accountants. @module */
import { Decimal } from '@tradewright/core';
import type { LedgerRow } from '@tradewright/engine';
import { csv } from './csv.ts';
import { money } from './money.ts';
import { table } from './table.ts';
import { minuteText } from './time-text.ts';

/** Last balance of every account and, below, the newest postings. */
export function ledgerText(rows: readonly LedgerRow[], limit: number): string {
  const balances = new Map<string, LedgerRow>();
  for (const row of rows) balances.set(`${row.account} ${row.currency}`, row);
  const accounts = table(
    [{ title: 'account' }, { title: 'currency' }, { title: 'balance', right: true }],
    [...balances.values()]
      .toSorted((left, right) => left.account.localeCompare(right.account))
      .map(({ account, currency, balance }) => [account, currency, money(balance)]),
    'No entries yet.',
  );
  if (rows.length === 0) return accounts;
  const shown = rows.slice(-limit);
  const lines = table(
    [
      { title: 'time (UTC)' },
      { title: 'entry' },
      { title: 'kind' },
      { title: 'account' },
      { title: 'amount', right: true },
      { title: 'balance', right: true },
      { title: '' },
    ],
    shown.map((row) => [
      minuteText(row.time),
      row.entryId,
      row.kind,
      row.account,
      money(row.amount, { signed: true }),
      money(row.balance),
      row.currency,
    ]),
    '',
  );
  const left = rows.length - shown.length;
  const more = left > 0 ? `${left} older postings; --csv and --json have all of them\n` : '';
  return `${accounts}\n${lines}${more}`;
}

const header = [
  'date',
  'time_utc',
  'entry',
  'kind',
  'reference',
  'reverses',
  'strategy',
  'symbol',
  'account',
  'currency',
  'debit',
  'credit',
  'balance',
  'quantity',
];

/** One line per posting: debit and credit apart, both without signs, and the running balance of the account. */
export function ledgerCsv(rows: readonly LedgerRow[]): string {
  const lines = rows.map((row) => {
    const amount = Decimal.from(row.amount);
    const [date = '', time = ''] = new Date(row.time).toISOString().split('T');
    return [
      date,
      time.slice(0, 12),
      row.entryId,
      row.kind,
      row.reference,
      row.reverses,
      row.strategyName,
      row.symbol,
      row.account,
      row.currency,
      amount.isNegative() ? null : row.amount,
      amount.isNegative() ? amount.absolute().toString() : null,
      row.balance,
      row.quantity,
    ];
  });
  return csv([header, ...lines]);
}
