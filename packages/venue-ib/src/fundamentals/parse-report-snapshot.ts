/** IB's ReportSnapshot document. @module */
import { child, children, readReport, textOf } from './read-report.ts';

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

/** Reads what is there and never throws: a document with a DOCTYPE, too large, or broken gives nulls and its problem. */
export function parseReportSnapshot(xml: string, facts: SnapshotFacts): ParsedSnapshot {
  const { report, problem, rawHash } = readReport(xml, 'ReportSnapshot');
  const general = child(report, 'CoGeneralInfo');
  const shares = child(general, 'SharesOut');
  return {
    data: {
      ...facts,
      industry: facts.industry ?? industryIn(report),
      companyName: companyId(report, 'CompanyName'),
      cik: companyId(report, 'CIKNo'),
      employees: count(textOf(child(general, 'Employees'))),
      sharesOutstanding: count(textOf(shares)),
      floatShares: count(textOf(child(shares, '@TotalFloat'))),
      rawHash,
    },
    problem: problem === null ? null : `ReportSnapshot of ${facts.symbol}: ${problem}`,
  };
}

function companyId(report: unknown, type: string): string | null {
  const ids = children(child(report, 'CoIDs'), 'CoID');
  return textOf(ids.find((id) => child(id, '@Type') === type));
}

/** The contract's word comes first; the report has its own classification. */
function industryIn(report: unknown): string | null {
  const found = child(child(child(report, 'peerInfo'), 'IndustryInfo'), 'Industry');
  return textOf(Array.isArray(found) ? found[0] : found);
}

function count(found: string | null): number | null {
  return found !== null && /^\d{1,15}(\.\d+)?$/.test(found) ? Math.round(Number(found)) : null;
}
