import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TelemetryLog } from './telemetry-log.ts';

test('a full log becomes the old one, and the new one begins with the next line', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'telemetry-')), 'telemetry.log');
  const full = 16 * 1024 * 1024 + 1;
  writeFileSync(path, Buffer.alloc(full, 'x'));
  const log = new TelemetryLog(path);
  log.write({ n: 1 });
  log.flush();
  expect(statSync(`${path}.1`).size).toBe(full);
  expect(readFileSync(path, 'utf8')).toBe('{"n":1}\n');
});

test('a place that cannot be written costs the lines and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'telemetry-'));
  writeFileSync(join(folder, 'file'), '');
  const path = join(folder, 'file', 'telemetry.log');
  const log = new TelemetryLog(path);
  log.write({ n: 1 });
  log.flush();
  expect([log.lost, existsSync(path)]).toEqual([1, false]);
});
