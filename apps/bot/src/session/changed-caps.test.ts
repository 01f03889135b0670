/** @module */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decimal } from '@tradewright/core';
import { loadConfig } from '../config/load-config.ts';
import { changedCaps } from './changed-caps.ts';
import { riskCapsOf } from './risk-caps.ts';

const folder = mkdtempSync(join(tmpdir(), 'tradewright-'));
const standard = riskCapsOf(loadConfig({ env: {}, folder: '/nonexistent' }));
const caps = { ...standard, maxOrderValue: decimal('777'), maxPositions: 3 };
const changedBy = (text: string) => {
  writeFileSync(join(folder, 'caps.yaml'), text);
  return changedCaps(caps, 'caps.yaml', folder);
};

describe('the caps of a session', () => {
  test('are changed where the file says so, and nowhere else', () => {
    expect(changedBy('max_positions: 1')).toEqual({ ...caps, maxPositions: 1 });
  });

  test('go back to the default where the file names it', () => {
    const text = `max_order_value: ${standard.maxOrderValue}`;
    expect(changedBy(text)).toEqual({ ...caps, maxOrderValue: standard.maxOrderValue });
  });

  test.for([
    ['nothing', '{}', /changed no cap.*named nothing/],
    ['a key that is no cap', 'log_level: info', /changed no cap.*LOG_LEVEL/],
    ['the cap as it was', 'max_order_value: 777', /changed no cap/],
    ['a key that nobody knows', 'max_order: 1', /not a known key/],
    ['a value that is none', 'max_order_value: lots', /MAX_ORDER_VALUE/],
  ] as const)('are not changed by a file with %s, which is an error', ([, text, message]) => {
    expect(() => changedBy(text)).toThrow(message);
  });

  test('need a file that is there', () => {
    expect(() => changedCaps(caps, 'none.yaml', folder)).toThrow(/none\.yaml could not be read/);
  });
});
