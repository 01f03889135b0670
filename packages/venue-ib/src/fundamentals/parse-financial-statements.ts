/** IB's ReportsFinStatements document. @module */
import { child, children, readReport, textOf } from './read-report.ts';

/** One statement of one period. `items` maps IB's codes, such as `SREV`, to sums, mostly in millions of the reporting currency. */
export type FinancialStatement = {
  readonly kind: 'income' | 'balance-sheet' | 'cash-flow';
  readonly period: 'annual' | 'interim';
  readonly fiscalYear: number | null;
  readonly fiscalPeriod: number | null;
  /** ISO dates. */
  readonly endDate: string | null;
  readonly statementDate: string | null;
  readonly sourceDate: string | null;
  readonly items: Readonly<Record<string, number>>;
};

/** Statements in the order of the document, newest first as IB sends them. `labels` names the codes in words. */
export type FinancialStatements = {
  readonly symbol: string;
  readonly time: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly statements: readonly FinancialStatement[];
  readonly rawHash: string;
};

/** A parsed report; `problem` says in one line why it is empty when the document was unusable. */
export type ParsedStatements = {
  readonly data: FinancialStatements;
  readonly problem: string | null;
};

const kinds: Readonly<Record<string, FinancialStatement['kind']>> = {
  INC: 'income',
  BAL: 'balance-sheet',
  CAS: 'cash-flow',
};

/** Reads what is there and never throws. @param facts - The symbol, and our clock. */
export function parseFinancialStatements(
  xml: string,
  facts: Pick<FinancialStatements, 'symbol' | 'time'>,
): ParsedStatements {
  const { report, problem, rawHash } = readReport(xml, 'ReportFinancialStatements');
  const body = child(report, 'FinancialStatements');
  const labels = children(child(body, 'COAMap'), 'mapItem').flatMap((item) => {
    const [code, label] = [textOf(child(item, '@coaItem')), textOf(item)];
    return code === null || label === null ? [] : [[code, label] as const];
  });
  const statements = [
    ...statementsOf(child(body, 'AnnualPeriods'), 'annual'),
    ...statementsOf(child(body, 'InterimPeriods'), 'interim'),
  ];
  return {
    data: { ...facts, labels: Object.fromEntries(labels), statements, rawHash },
    problem: problem === null ? null : `ReportsFinStatements of ${facts.symbol}: ${problem}`,
  };
}

function statementsOf(
  periods: unknown,
  period: FinancialStatement['period'],
): readonly FinancialStatement[] {
  return children(periods, 'FiscalPeriod').flatMap((fiscal) =>
    children(fiscal, 'Statement').flatMap((statement) => {
      const kind = kinds[textOf(child(statement, '@Type')) ?? ''];
      if (kind === undefined) return [];
      const header = child(statement, 'FPHeader');
      return {
        kind,
        period,
        fiscalYear: wholeNumber(textOf(child(fiscal, '@FiscalYear'))),
        fiscalPeriod: wholeNumber(textOf(child(fiscal, '@FiscalPeriodNumber'))),
        endDate: isoDate(textOf(child(fiscal, '@EndDate'))),
        statementDate: isoDate(textOf(child(header, 'StatementDate'))),
        sourceDate: isoDate(textOf(child(child(header, 'Source'), '@Date'))),
        items: Object.fromEntries(children(statement, 'lineItem').flatMap(lineItem)),
      };
    }),
  );
}

/** A line without a code or a plain number is left out: unknown is not zero. */
function lineItem(item: unknown): readonly (readonly [string, number])[] {
  const [code, value] = [textOf(child(item, '@coaCode')), textOf(item)];
  if (code === null || value === null || !/^-?\d{1,15}(\.\d{1,10})?$/.test(value)) return [];
  return [[code, Number(value)]];
}

function wholeNumber(found: string | null): number | null {
  return found !== null && /^\d{1,4}$/.test(found) ? Number(found) : null;
}

function isoDate(found: string | null): string | null {
  return found !== null && /^\d{4}-\d{2}-\d{2}$/.test(found) ? found : null;
}
