/** Company reports on disk. @module */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CompanyReportStore } from './company-report-store.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the newest report of a symbol is found by a later session, with its raw text', () => {
  const path = join(folder, 'market.db');
  const report = { symbol: 'BHP/AUD', facts: { cik: null }, rawHash: 'h1', raw: '<xml/>' };
  const first = new CompanyReportStore(path, 'first');
  first.keep({ ...report, time: 1_000 });
  first.keep({ ...report, time: 2_000, facts: { cik: null, employees: 5 } });
  first.close();
  const second = new CompanyReportStore(path, 'second');
  expect(second.latest('BHP/AUD')).toEqual({
    ...report,
    time: 2_000,
    facts: { cik: null, employees: 5 },
  });
  expect(second.latest('CBA/AUD')).toBeUndefined();
  second.close();
});
