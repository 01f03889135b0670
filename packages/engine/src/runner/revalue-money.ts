/** Books what rates have earned or lost since the last time. @module */
import { journalEvent } from '@tradewright/core';
import { revaluationEntry } from '../portfolio/fx-book.ts';
import { mayWrite } from './may-write.ts';
import type { RunnerParts } from './runner-parts.ts';

/** One entry per currency with a gain, so that FX gain stands apart from what prices did; nothing where no rate is known. */
export function revalueMoney({
  fxBook,
  journal,
  clock,
  ids,
  baseCurrency,
  fence,
}: Pick<RunnerParts, 'fxBook' | 'journal' | 'clock' | 'ids' | 'baseCurrency' | 'fence'>): void {
  if (!mayWrite(fence)) return;
  const time = clock.now();
  const events = fxBook.gains().map((gain) => {
    const origin = { entryId: ids.next('entry'), baseCurrency, time };
    return journalEvent('ledger.posted', time, revaluationEntry(gain, origin));
  });
  if (events.length > 0) journal.append(events);
}
