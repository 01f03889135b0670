// Appends fills until it is killed; tells once that some are durable. Needs a build.
import { journalEvent } from '@tradewright/core';
import { aFill, aSessionRecord } from '@tradewright/core/testing';
import { openStore } from '@tradewright/store';

const store = openStore({ path: process.argv[2] });
const journal = store.startSession(aSessionRecord({ id: 's1', portfolioId: 'p1' }));
for (let count = 0; ; count += 1) {
  journal.append([journalEvent('fill.booked', count, aFill({ fillId: `f${count}` }))]);
  if (count === 20) process.stdout.write('appending\n');
}
