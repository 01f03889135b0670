/** Books cash that came or went without a trade. @module */
import { Decimal, externalCashSchema, journalEvent, type CommandResult } from '@tradewright/core';
import { externalEntry } from '../portfolio/external-entry.ts';
import type { RunnerParts } from './runner-parts.ts';

/** Durable when it returns; the equity counts it from then on, and a halt over what was missing ends. @param by - Who ends it. */
export function bookCash(
  { journal, ids, clock, fxBook, cashSync, converter, riskManager, baseCurrency }: RunnerParts,
  command: unknown,
  by = 'book-cash',
): CommandResult {
  const cash = externalCashSchema.parse(command);
  const time = clock.now();
  const entry = externalEntry(cash, ids.next('entry'), time);
  journal.append([journalEvent('ledger.posted', time, entry)]);
  if (cash.kind === 'transfer') {
    const sum = converter.convert(Decimal.from(cash.amount), cash.currency, baseCurrency);
    if (sum !== undefined) riskManager.onTransfer(sum);
  }
  const balance = fxBook.cash().get(cash.currency)?.toString() ?? '0';
  const ended = cashSync?.settled(by) ?? [];
  const agrees = ended.length === 0 ? '' : ' The venue and the ledger agree again.';
  return {
    outcome: 'done',
    message: `${cash.kind} of ${cash.amount} ${cash.currency} booked; cash is ${balance} ${cash.currency}.${agrees}`,
    body: entry,
  };
}
