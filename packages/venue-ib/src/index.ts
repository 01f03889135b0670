/** IBTrader on the real @stoqey/ib. @module */
export { IBTrader } from './ib-trader.ts';
export type { IBMarketData, IBTraderOptions } from './ib-trader-options.ts';
export { ibCapabilities } from './ib-capabilities.ts';
export {
  IBConnectionManager,
  type IBConnectionOptions,
} from './connection/ib-connection-manager.ts';
export type { ResolvedContract } from './contracts/parse-instrument.ts';
export { buildContract } from './orders/build-contract.ts';
export { buildOrder, type OrderRouting } from './orders/build-order.ts';
export type { DescribedOrder } from './orders/describe-order.ts';
export {
  fetchFundamentals,
  ibReports,
  type FetchedFundamentals,
  type ReportName,
  type ReportSource,
} from './fundamentals/fetch-fundamentals.ts';
export {
  parseFinancialStatements,
  type FinancialStatement,
  type FinancialStatements,
  type ParsedStatements,
} from './fundamentals/parse-financial-statements.ts';
export { RawReports } from './fundamentals/raw-reports.ts';
export {
  parseReportSnapshot,
  type FundamentalData,
  type ParsedSnapshot,
  type SnapshotFacts,
} from './fundamentals/parse-report-snapshot.ts';
