/** Nobody decides twice at once, and who died while deciding holds nobody up. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exclusively } from './exclusively.ts';
import { processIdentity } from './process-identity.ts';

function aPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'deciding-')), 'account.lock');
}

function leftBy(path: string, maker: string): string {
  const guard = `${path}.deciding`;
  mkdirSync(guard);
  writeFileSync(join(guard, 'maker'), maker);
  return guard;
}

/** A process that has ended. */
function aDeadMaker(): string {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return JSON.stringify({ pid, started: 'then' });
}

test('what is decided is handed back, and nothing stays', () => {
  const path = aPath();
  expect(exclusively(path, () => 7)).toBe(7);
  expect(existsSync(`${path}.deciding`)).toBe(false);
});

test('a decision that throws leaves the next one free', () => {
  const path = aPath();
  const fails = (): never => {
    throw new Error('the disk is full');
  };
  expect(() => exclusively(path, fails)).toThrow('the disk is full');
  expect(exclusively(path, () => 'next')).toBe('next');
});

test('nobody decides while a living process does', () => {
  const path = aPath();
  exclusively(path, () => {
    expect(() => exclusively(path, () => 'twice')).toThrow('at this moment');
  });
});

test('a maker that was killed while it decided holds nobody up', () => {
  const path = aPath();
  leftBy(path, aDeadMaker());
  expect(exclusively(path, () => 'at once')).toBe('at once');
});

test('a process id that was given to another process is not the maker', () => {
  const path = aPath();
  const { started } = processIdentity(process.pid) ?? { started: null };
  leftBy(path, JSON.stringify({ pid: process.pid, started: 'earlier' }));
  const decide = (): string => exclusively(path, () => 'mine');
  if (started === null) expect(decide).toThrow('at this moment');
  else expect(decide()).toBe('mine');
});

test('a guard whose maker cannot be read is given up only when it is old', () => {
  const path = aPath();
  const guard = leftBy(path, '');
  expect(() => exclusively(path, () => 'early')).toThrow('at this moment');
  utimesSync(guard, new Date(0), new Date(0));
  expect(exclusively(path, () => 'late')).toBe('late');
});

test('who has looked at the guard of a dead maker does not move the guard that came after it', () => {
  const path = aPath();
  const maker = aDeadMaker();
  leftBy(path, maker);
  exclusively(path, () => undefined);
  // The same dead maker once more is what a process sees that has slept since it looked.
  leftBy(path, maker);
  expect(() => exclusively(path, () => 'moved')).toThrow('at this moment');
  expect(readdirSync(join(path, '..')).filter((name) => name.includes('.dead-'))).toHaveLength(1);
});
