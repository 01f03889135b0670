/** ReportsFinStatements. @module */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFinancialStatements } from './parse-financial-statements.ts';

const facts = { symbol: 'SCR/AUD', time: 1 };
const sample = (name: string): string =>
  readFileSync(new URL(`../../../../fixtures/fundamentals/${name}.xml`, import.meta.url), 'utf8');

describe('parseFinancialStatements', () => {
  test('a complete report gives every statement with its period and its sums', () => {
    const { data, problem } = parseFinancialStatements(sample('statements-complete'), facts);
    expect(problem).toBe(null);
    expect(data.labels).toMatchObject({ SREV: 'Revenue', NINC: 'Net Income' });
    expect(data.statements.map(({ kind, period }) => `${period} ${kind}`)).toEqual([
      'annual income',
      'annual balance-sheet',
      'annual cash-flow',
      'annual income',
      'interim income',
    ]);
    expect(data.statements[0]).toEqual({
      kind: 'income',
      period: 'annual',
      fiscalYear: 2026,
      fiscalPeriod: null,
      endDate: '2026-06-30',
      statementDate: '2026-06-30',
      sourceDate: '2026-08-20',
      items: { SREV: 1250.5, NINC: -31.25 },
    });
    expect(data.statements.at(-1)).toMatchObject({ fiscalYear: 2026, fiscalPeriod: 1 });
  });

  test('what is no number is left out, and is not zero', () => {
    const { data } = parseFinancialStatements(sample('statements-complete'), facts);
    expect(data.statements[1]?.items).toEqual({ ATOT: 9876 });
  });

  test.for([
    ['cut', sample('statements-cut')],
    ['hostile', sample('statements-hostile')],
    ['nested without end', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`],
    ['too large', ' '.repeat(5 * 1_048_576 + 1)],
    ['another root', '<ReportSnapshot/>'],
    ['empty', ''],
  ] as const)('a document that is %s is empty, with its problem and its hash', ([, xml]) => {
    const { data, problem } = parseFinancialStatements(xml, facts);
    expect(problem).toMatch(/^ReportsFinStatements of SCR\/AUD: ./);
    expect(problem).not.toContain('\n');
    expect(data).toMatchObject({ statements: [], labels: {} });
    expect(data.rawHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('names of the document cannot reach the object they are kept in', () => {
    const xml = sample('statements-complete').replaceAll('"SREV"', '"__proto__"');
    const { data } = parseFinancialStatements(xml, facts);
    expect(Object.getPrototypeOf(data.statements[0]?.items)).toBe(Object.prototype);
  });
});
