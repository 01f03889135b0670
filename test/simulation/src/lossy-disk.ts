/** A disk that loses, with the power, what was not synced. @module */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type SqliteStore } from '@tradewright/store';
import Database from 'better-sqlite3';
import type { Random } from '@tradewright/core';

/** What SQLite itself says of a connection that syncs its log at each commit. */
const full = 2;

/** The cut is worked out, not suffered: a disk in memory does as well, and is faster. */
const memoryDisk = '/dev/shm';

const connections = new Map<string, Database.Database>();
watchConnections();

/** Holds the database of one seed in a folder of its own, one file per life of the machine. */
export class LossyDisk {
  readonly #folder = mkdtempSync(
    join(existsSync(memoryDisk) ? memoryDisk : tmpdir(), 'simulation-'),
  );
  readonly #stores: SqliteStore[] = [];

  get #path(): string {
    return join(this.#folder, `life-${this.#stores.length}.db`);
  }

  open(): SqliteStore {
    const store = openStore({ path: this.#path });
    this.#stores.push(store);
    return store;
  }

  /** Length of the log, in bytes. */
  get logLength(): number {
    const log = `${this.#newest}-wal`;
    return existsSync(log) ? statSync(log).size : 0;
  }

  /**
   * The power fails. A commit that had not returned may be torn anywhere in what it had written;
   * before that, the log is whole as far as its connection syncs it.
   *
   * @param committed - Length of the log before the commit under way; `undefined` without one.
   */
  lose(random: Random, committed: number | undefined): SqliteStore {
    const from = this.#newest;
    const log = readFileSync(`${from}-wal`);
    const synced = connections.get(from)?.pragma('synchronous', { simple: true }) === full;
    const whole = committed === undefined || committed >= log.length || random.next() < 0.3;
    const torn = whole ? log.length : random.integer(committed, log.length);
    const to = this.#path;
    copyFileSync(from, to);
    writeFileSync(`${to}-wal`, log.subarray(0, synced ? torn : 0));
    return this.open();
  }

  /** Closes every life and removes the folder. */
  dispose(): void {
    for (const store of this.#stores) store.close();
    for (const path of connections.keys())
      if (path.startsWith(this.#folder)) connections.delete(path);
    rmSync(this.#folder, { recursive: true });
  }

  get #newest(): string {
    return join(this.#folder, `life-${this.#stores.length - 1}.db`);
  }
}

/** Remembers each connection that the product opens, to ask it how it syncs. */
function watchConnections(): void {
  const pragma = Reflect.get(Database.prototype, 'pragma') as Database.Database['pragma'];
  Database.prototype.pragma = function (this: Database.Database, ...args) {
    if (!this.memory) connections.set(this.name, this);
    return Reflect.apply(pragma, this, args) as unknown;
  };
}
