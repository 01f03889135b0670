/** The journal database as sessions and verbs use it. @module */
import { existsSync } from 'node:fs';
import {
  TradewrightError,
  journalEvent,
  type IdCounters,
  type RecordReader,
  type SessionRecord,
} from '@tradewright/core';
import {
  openJournalDatabase,
  openReadOnlyDatabase,
  type SqliteDatabase,
} from '../database/open-database.ts';
import { SqliteJournal } from '../journal/sqlite-journal.ts';
import { verifyChain, type ChainReport } from '../journal/verify-chain.ts';
import { verifyTables } from '../journal/verify-tables.ts';
import { WitnessKeeper } from '../journal/witness-keeper.ts';
import { Witness, witnessPath } from '../journal/witness.ts';
import { idCounters } from './id-counters.ts';
import { PortfolioDetails } from './portfolio-details.ts';
import { SessionDetails } from './session-details.ts';
import { sessionSummary, type SessionRow, type SessionSummary } from './session-summary.ts';
import { SqliteRecordReader } from './sqlite-record-reader.ts';

/** How to open. A reader needs no lock and can stand beside a running bot. */
export type StoreOptions = {
  readonly path: string;
  readonly readOnly?: boolean;
  readonly isRunning?: (record: SessionRecord) => boolean;
};

/** Opens the database. @throws TradewrightError `STORE_UNWRITABLE`, `STORE_CORRUPT`, `STORE_INCOMPATIBLE_RUNTIME`, `SESSION_UNKNOWN` for a reader where none exists */
export function openStore(options: StoreOptions): SqliteStore {
  if (options.readOnly === true) return openReader(options);
  const database = openJournalDatabase(options.path);
  try {
    const store = new SqliteStore(database, options);
    store.assertWhole();
    return store;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A process that was killed before its first commit has left a file without tables: there is no session in it either. */
function openReader(options: StoreOptions): SqliteStore {
  const { path } = options;
  const database = existsSync(path) ? openReadOnlyDatabase(path) : undefined;
  if (database !== undefined && hasTables(database)) return new SqliteStore(database, options);
  database?.close();
  const seen = new Witness(witnessPath(path)).read()?.seq ?? 0;
  if (seen > 0)
    throw new TradewrightError(
      'STORE_CORRUPT',
      `The journal at ${path} was empty, and its witness has seen event ${seen}.`,
      { hint: '`tradewright restore FILE` brings a copy back', facts: { path } },
    );
  const found = database === undefined ? 'no database' : 'no session in the database';
  throw new TradewrightError('SESSION_UNKNOWN', `There was ${found} at ${path}.`, {
    hint: 'run `tradewright demo` first, or set DATABASE_PATH',
    facts: { path },
  });
}

function hasTables(database: SqliteDatabase): boolean {
  const names = database.prepare(
    "SELECT count(*) AS found FROM sqlite_schema WHERE name IN ('event', 'sessions')",
  );
  return (names.get() as { found: number }).found === 2;
}

/** Sessions, their journals and what they left. */
export class SqliteStore {
  readonly #database: SqliteDatabase;
  readonly #options: StoreOptions;
  /** `undefined` for a database in memory. */
  readonly #witness: WitnessKeeper | undefined;

  /** @param database - Belongs to the store from here on; `close` closes it. */
  constructor(database: SqliteDatabase, options: StoreOptions) {
    this.#database = database;
    this.#options = options;
    this.#witness =
      options.path === ':memory:'
        ? undefined
        : new WitnessKeeper(database, new Witness(witnessPath(options.path)));
  }

  /** @throws TradewrightError `STORE_CORRUPT` when the journal has lost what its witness has seen */
  assertWhole(): void {
    this.#witness?.assertWhole(this.#options.path);
  }

  /** To be called several times a second while a session runs; a disk that is full leaves the older mark. */
  keepWitness(now: number): void {
    try {
      this.#witness?.tick(now);
    } catch {
      // The journal itself tells of a disk that takes nothing any more.
    }
  }

  /** Writes the start of a session and gives its journal. */
  startSession(record: SessionRecord): SqliteJournal {
    const journal = this.journal(record.id, record.portfolioId);
    journal.append([journalEvent('session.started', record.startedAt, record)]);
    this.#witness?.mark(record.startedAt);
    return journal;
  }

  /** The journal of a session that has been started. */
  journal(session: string, portfolio: string): SqliteJournal {
    return new SqliteJournal(this.#database, { session, portfolio });
  }

  reader(portfolio: string): RecordReader {
    return new SqliteRecordReader(this.#database, portfolio);
  }

  /** All sessions, oldest first. */
  sessions(): readonly SessionSummary[] {
    return this.#rows().map((row) => this.#summary(row));
  }

  /** @throws TradewrightError `SESSION_UNKNOWN` that names those there are */
  session(id: string): SessionSummary {
    return this.#summary(this.#row(id));
  }

  /** The record with which a session began. @throws TradewrightError `SESSION_UNKNOWN` */
  record(id: string): SessionRecord {
    return JSON.parse(this.#row(id).body) as SessionRecord;
  }

  /** @throws TradewrightError `SESSION_UNKNOWN` */
  details(id: string): SessionDetails {
    return new SessionDetails(this.#database, this.#row(id).id);
  }

  /** One portfolio over all its sessions; an unknown one is empty. */
  portfolio(portfolio: string): PortfolioDetails {
    return new PortfolioDetails(this.#database, portfolio);
  }

  /** Id of the newest session, of one venue or of any; `undefined` when there is none. */
  lastSession(venue?: string): string | undefined {
    const rows = this.#rows().filter(
      (row) => venue === undefined || (JSON.parse(row.body) as SessionRecord).venue === venue,
    );
    return rows.at(-1)?.id;
  }

  /**
   * Closes the books of sessions that ended without saying so. Only the holder of an account's lock
   * may call it, for that account: then no other process can be running them.
   */
  markInterrupted(
    account: { readonly venue: string; readonly accountId: string },
    time: number,
  ): readonly string[] {
    const dead = this.#rows().filter((row) => {
      const record = JSON.parse(row.body) as SessionRecord;
      return (
        row.status === null &&
        record.venue === account.venue &&
        record.accountId === account.accountId
      );
    });
    for (const row of dead) {
      const end = {
        status: 'interrupted',
        reason: 'the process ended without closing the session',
        digest: null,
        endedAt: time,
      } as const;
      const identity = { session: row.id, portfolio: row.portfolio, ended: true };
      const journal = new SqliteJournal(this.#database, identity);
      journal.append([journalEvent('session.ended', time, end)]);
    }
    return dead.map((row) => row.id);
  }

  /** True when a session of the portfolio was ever started. */
  hasPortfolio(portfolio: string): boolean {
    return this.#rows().some((row) => row.portfolio === portfolio);
  }

  /** True once anything was booked, the opening of the account first of all. */
  hasLedger(portfolio: string): boolean {
    const row = this.#database
      .prepare('SELECT 1 FROM ledger_entries WHERE portfolio = ? LIMIT 1')
      .get(portfolio);
    return row !== undefined;
  }

  /** Which numbers a portfolio has given away, for a session that has begun and goes on with it. */
  idCounters(portfolio: string): IdCounters {
    return idCounters(this.#database, portfolio);
  }

  /** What its end has lost, and what else is wrong with it; `null` where nothing is. */
  condition(): { readonly loss: string | null; readonly damage: string | null } {
    const damage = verifyChain(this.#database).problem ?? verifyTables(this.#database) ?? null;
    return { loss: this.#witness?.loss() ?? null, damage };
  }

  verify(session?: string): ChainReport {
    const report = verifyChain(this.#database, session);
    if (report.brokenAt !== null) return report;
    const loss = this.#witness?.loss();
    if (loss !== undefined) {
      const head = this.#witness?.head().seq ?? 0;
      return { ...report, brokenAt: head + 1, problem: loss };
    }
    const problem = verifyTables(this.#database);
    return problem === undefined ? report : { ...report, brokenAt: 0, problem };
  }

  close(): void {
    if (this.#options.readOnly !== true) this.#lastMark();
    this.#database.close();
  }

  #lastMark(): void {
    try {
      if (this.#witness?.loss() === undefined) this.#witness?.mark(0);
    } catch {
      // An older mark is still true.
    }
  }

  #rows(): readonly SessionRow[] {
    return this.#database
      .prepare('SELECT id, portfolio, body, status, "end" FROM sessions ORDER BY rowid')
      .all() as SessionRow[];
  }

  #row(id: string): SessionRow {
    const rows = this.#rows();
    const row =
      rows.find((one) => one.id === id) ?? onlyOne(rows.filter((one) => one.id.startsWith(id)));
    if (row !== undefined) return row;
    const known = rows.slice(-5).map((one) => one.id);
    throw new TradewrightError('SESSION_UNKNOWN', `There was no session "${id.slice(0, 60)}".`, {
      hint:
        known.length === 0 ? 'run `tradewright demo` first' : `the newest are ${known.join(', ')}`,
    });
  }

  #summary(row: SessionRow): SessionSummary {
    return sessionSummary(this.#database, row, this.#options.isRunning ?? (() => false));
  }
}

function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
