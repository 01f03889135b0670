/** IB's ReportSnapshot document. @module */
import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';

/** Company facts; `null` where the report has none. Share counts are whole shares; `rawHash` is SHA-256 of the document. */
export type FundamentalData = {
  readonly symbol: string;
  readonly time: number;
  readonly companyName: string | null;
  readonly cik: string | null;
  readonly employees: number | null;
  readonly sharesOutstanding: number | null;
  readonly floatShares: number | null;
  readonly industry: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly rawHash: string;
};

/** What the report does not say: the symbol, our clock, and the contract's own sector words. */
export type SnapshotFacts = Pick<
  FundamentalData,
  'symbol' | 'time' | 'industry' | 'category' | 'subcategory'
>;

/** A parsed report; `problem` says in one line why fields are null when the document was unusable. */
export type ParsedSnapshot = { readonly data: FundamentalData; readonly problem: string | null };

const largestDocument = 5 * 1_048_576;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) => name === 'CoID',
});

/** Reads what is there and never throws: a document with a DOCTYPE, too large, or broken gives nulls and its problem. */
export function parseReportSnapshot(xml: string, facts: SnapshotFacts): ParsedSnapshot {
  const rawHash = createHash('sha256').update(xml).digest('hex');
  const empty: FundamentalData = {
    ...facts,
    companyName: null,
    cik: null,
    employees: null,
    sharesOutstanding: null,
    floatShares: null,
    rawHash,
  };
  const refused = (problem: string): ParsedSnapshot => ({
    data: empty,
    problem: `ReportSnapshot of ${facts.symbol}: ${problem}`,
  });
  if (xml.length > largestDocument) return refused(`the document had ${xml.length} characters`);
  if (/<!DOCTYPE/i.test(xml)) return refused('the document had a DOCTYPE');
  let document: unknown;
  try {
    document = parser.parse(xml, true);
  } catch (cause) {
    return refused(cause instanceof Error ? cause.message : String(cause));
  }
  const report = child(document, 'ReportSnapshot');
  if (report === undefined) return refused('the root was not ReportSnapshot');
  const general = child(report, 'CoGeneralInfo');
  const shares = child(general, 'SharesOut');
  const data = {
    ...empty,
    companyName: companyId(report, 'CompanyName'),
    cik: companyId(report, 'CIKNo'),
    employees: count(text(child(general, 'Employees'))),
    sharesOutstanding: count(text(shares)),
    floatShares: count(text(child(shares, '@TotalFloat'))),
  };
  return { data, problem: null };
}

function child(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? (node as Record<string, unknown>)[name]
    : undefined;
}

function text(node: unknown): string | null {
  const found = typeof node === 'string' ? node : child(node, '#text');
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}

function companyId(report: unknown, type: string): string | null {
  const ids = child(child(report, 'CoIDs'), 'CoID');
  return Array.isArray(ids) ? text(ids.find((id) => child(id, '@Type') === type)) : null;
}

function count(found: string | null): number | null {
  return found !== null && /^\d{1,15}(\.\d+)?$/.test(found) ? Math.round(Number(found)) : null;
}
