/** Every committed recording of IB is readable, says what it is, and holds nothing private. @module */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientLibrary } from '../../connection/client-library.ts';
import { findPrivate, sanitiseRecording } from './sanitise-recording.ts';
import { parseRecording } from './wire-recording.ts';

const folder = join(import.meta.dirname, '../../../../../fixtures/ib');
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

test('there are recordings, and nothing else but their description', () => {
  expect(files.length).toBeGreaterThan(1);
  expect(readdirSync(folder).toSorted()).toEqual(['README.md', ...files.toSorted()]);
});

test.each(files)('%s is sanitised and comes from the simulator', (name) => {
  const recording = parseRecording(readFileSync(join(folder, name), 'utf8'), name);
  expect(recording.header).toMatchObject({ source: 'simulator', library: clientLibrary });
  expect(findPrivate(recording)).toEqual([]);
  expect(sanitiseRecording(recording)).toEqual(recording);
});

test('the library is the one that is installed', () => {
  const path = createRequire(import.meta.url).resolve('@stoqey/ib/package.json');
  const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  expect(`${name} ${version}`).toBe(clientLibrary);
});
