/** SQLite journal, projections, tape and archive. @module */
export { CommandServer, type CommandServerOptions } from './commands/command-server.ts';
export { askHolder, handOver, type HandOverOptions } from './commands/hand-over.ts';
export { guardRuntime } from './database/runtime-guard.ts';
export { genesisHash, eventHash, type HashedRow } from './journal/event-hash.ts';
export { SqliteJournal, type JournalIdentity } from './journal/sqlite-journal.ts';
export type { ChainReport } from './journal/verify-chain.ts';
export { AccountLock, type AccountLockOptions, type LockHolder } from './lock/account-lock.ts';
export type { ProcessIdentity } from './lock/process-identity.ts';
export { CompanyReportStore, type StoredReport } from './market/company-report-store.ts';
export { MarketDataStore } from './market/market-data-store.ts';
export { TelemetryLog } from './market/telemetry-log.ts';
export {
  backupJournal,
  markAnew,
  restoreJournal,
  type BackupReport,
} from './records/backup-journal.ts';
export { FileDurableMap } from './records/file-durable-map.ts';
export { PortfolioDetails } from './records/portfolio-details.ts';
export { SharedSums, type SumsInChange } from './records/shared-sums.ts';
export type { RoundTrip } from './records/round-trips.ts';
export { SnapshotMap } from './records/snapshot-map.ts';
export { SessionDetails } from './records/session-details.ts';
export type { SessionSummary } from './records/session-summary.ts';
export { SqliteStore, openStore, type StoreOptions } from './records/sqlite-store.ts';
export { FileTape } from './tape/file-tape.ts';
export { readTape, type ReadTape, type TapeLine } from './tape/read-tape.ts';
