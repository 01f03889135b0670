// Damage to the journal is detected or harmless: single bits flipped and files cut short, then opened and verified.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom, journalEvent } from '@tradewright/core';
import { aFill, aSessionRecord } from '@tradewright/core/testing';
import { openStore } from '@tradewright/store';

const fullCount = 2_000;
const events = 400;

/** A quarter of the cases flips one bit of the file, the rest cuts it. */
export async function prove(count = fullCount) {
  const folder = mkdtempSync(join(tmpdir(), 'corruption-'));
  const whole = join(folder, 'whole.db');
  const truth = write(whole);
  const bytes = readFileSync(whole);
  const random = new SeededRandom('corruption');
  const tally = { flips: 0, cuts: 0, detected: 0, harmless: 0, breaks: 0 };
  try {
    for (let index = 0; index < count; index += 1) {
      const flip = index % 4 === 0;
      tally[flip ? 'flips' : 'cuts'] += 1;
      const path = join(folder, 'damaged.db');
      writeFileSync(path, flip ? flipped(bytes, random) : cut(bytes, random));
      tally[judge(path, truth)] += 1;
      for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { seed: 'corruption', cases: count, events, ...tally };
}

function write(path) {
  const store = openStore({ path });
  const journal = store.startSession(aSessionRecord({ id: 's1', portfolioId: 'p1' }));
  for (let index = 0; index < events; index += 1)
    journal.append([journalEvent('fill.booked', index, aFill({ fillId: `f-${index}` }))]);
  store.close();
  return read(path);
}

/** What the journal says, and whether its chain holds. */
function read(path) {
  const copy = `${path}.copy`;
  copyFileSync(path, copy);
  let store;
  try {
    store = openStore({ path: copy, readOnly: true });
    const chain = store.verify();
    return { ...chain, fills: JSON.stringify(store.reader('p1').fills()) };
  } finally {
    store?.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  }
}

/** `breaks`: the chain holds and the events are as many, yet a table says something else. */
function judge(path, truth) {
  let found;
  try {
    found = read(path);
  } catch {
    return 'detected';
  }
  if (found.brokenAt !== null || found.events !== truth.events) return 'detected';
  return found.fills === truth.fills ? 'harmless' : 'breaks';
}

function flipped(bytes, random) {
  const copy = Buffer.from(bytes);
  const at = random.integer(0, copy.length - 1);
  copy[at] ^= 1 << random.integer(0, 7);
  return copy;
}

function cut(bytes, random) {
  return bytes.subarray(0, random.integer(0, bytes.length - 1));
}
