// The commit of an order's intent over an overwrite of 4 KiB with fdatasync in a file that was laid out before.
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalEvent } from '@tradewright/core';
import { aSessionRecord, anOrderIntent, anOrderRecord } from '@tradewright/core/testing';
import { openStore } from '@tradewright/store';
import { ratioOf, round } from './rounds.mjs';

const commits = 200;
const page = Buffer.alloc(4_096, 7);
const pages = 256;

/** Both write to files in one folder; the commit is intent and `sending` together, as the engine makes it. */
export async function intentFigure(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const store = openStore({ path: join(folder, 'product.db') });
  const journal = store.startSession(aSessionRecord({ id: 'bench' }));
  const file = openSync(join(folder, 'raw'), 'w');
  for (let index = 0; index < pages; index += 1) writeSync(file, page);
  fsyncSync(file);
  let count = 0;
  const figure = await ratioOf(
    () => {
      for (let index = 0; index < commits; index += 1) {
        const intent = anOrderIntent({ clientOrderId: `TW-bench-${(count += 1)}-0000` });
        const record = anOrderRecord({ intent });
        journal.append([
          journalEvent('order.intent', count, record),
          journalEvent('order.changed', count, { ...record, life: 'sending' }),
        ]);
      }
    },
    () => {
      for (let index = 0; index < commits; index += 1) {
        writeSync(file, page, 0, page.length, (index % pages) * page.length);
        fdatasyncSync(file);
      }
    },
    rounds,
  );
  store.close();
  closeSync(file);
  rmSync(folder, { recursive: true });
  return {
    figure: 'intent-commit-over-fdatasync',
    must: 2,
    goal: 1.3,
    ...figure,
    commits,
    microsecondsPerCommit: round((figure.productSeconds / commits) * 1e6),
  };
}
