/** ReportSnapshot. @module */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseReportSnapshot } from './parse-report-snapshot.ts';

const facts = {
  symbol: 'SCR/AUD',
  time: 1,
  industry: 'Basic Materials',
  category: null,
  subcategory: null,
};
const sample = (name: string): string =>
  readFileSync(new URL(`../../../../fixtures/fundamentals/${name}.xml`, import.meta.url), 'utf8');

describe('parseReportSnapshot', () => {
  test('a complete report gives every field', () => {
    expect(parseReportSnapshot(sample('snapshot-complete'), facts)).toMatchObject({
      problem: null,
      data: {
        companyName: 'Scripted Mining Ltd',
        cik: '0000000001',
        employees: 4321,
        sharesOutstanding: 1630600639,
        floatShares: 900000000,
        industry: 'Basic Materials',
      },
    });
  });

  test('what is missing is null, not an error', () => {
    const { data, problem } = parseReportSnapshot(sample('snapshot-no-cik'), facts);
    expect({ problem, ...data }).toMatchObject({
      problem: null,
      companyName: 'Scripted Bank Ltd',
      cik: null,
      employees: null,
      sharesOutstanding: null,
    });
  });

  test.each([
    ['cut', sample('snapshot-cut')],
    ['hostile', sample('snapshot-hostile')],
    ['a DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]>${sample('snapshot-complete')}`],
    ['too large', ' '.repeat(5 * 1_048_576 + 1)],
    ['another root', '<Other/>'],
    ['empty', ''],
  ])('a document that is %s gives nulls, its problem and its hash', (_name, xml) => {
    const { data, problem } = parseReportSnapshot(xml, facts);
    expect(problem).toMatch(/^ReportSnapshot of SCR\/AUD: ./);
    expect(data).toMatchObject({
      companyName: null,
      sharesOutstanding: null,
      rawHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
