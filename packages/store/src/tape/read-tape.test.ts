import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VirtualClock } from '@tradewright/core';
import { FileTape } from './file-tape.ts';
import { readTape } from './read-tape.ts';

function aTape(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tape-')), 'sessions', 'tape.jsonl');
  const tape = new FileTape(path, new VirtualClock(5));
  tape.record('session.setup', { b: 1, a: [2] });
  tape.record('feed.ended', { events: 3 });
  tape.flush();
  return path;
}

test('what is recorded reads back in order', () => {
  expect(readTape(aTape())).toEqual({
    cut: false,
    lines: [
      { v: 1, seq: 1, time: 5, topic: 'session.setup', body: { a: [2], b: 1 } },
      { v: 1, seq: 2, time: 5, topic: 'feed.ended', body: { events: 3 } },
    ],
  });
});

test('a torn last line is told of and left out', () => {
  const path = aTape();
  appendFileSync(path, '{"v":1,"se');
  expect(readTape(path)).toMatchObject({ cut: true, lines: { length: 2 } });
});

test('a broken line and a missing one are errors with their number', () => {
  const path = aTape();
  appendFileSync(path, 'garbage\n');
  expect(() => readTape(path)).toThrow('line 3');
  writeFileSync(path, '{"v":1,"seq":2,"time":1,"topic":"x","body":null}\n');
  expect(() => readTape(path)).toThrow('line 1');
});
