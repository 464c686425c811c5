import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";

/** The tables that builds remember things in; keyed by content only, so that sites and branches share one store. */
export const tables = ["stories", "blocks", "files", "photos", "renditions", "assets", "terms", "checks"] as const;
export type Table = (typeof tables)[number];

/** What builds remember, in the cache folder. Deleting it costs time, never content. */
export interface Store {
  get(table: Table, key: string): string | undefined;
  /** Kept in memory until `flush`; a build that dies in between merely did the work for nothing. */
  set(table: Table, key: string, value: string): void;
  /** At once, unlike `set`: what goes is a file that others must no longer trust. */
  forget(table: Table, keys: readonly string[]): void;
  flush(): void;
  close(): void;
}

// Raise when the form of any table's values changes: older stores are then begun anew.
const version = 2;

// SQLite's words for a file that is no database any more.
const [corrupt, notDatabase] = [11, 26];

/**
 * Opens (or begins) the store of a cache folder. A damaged file is thrown away: everything in it can be made again. One
 * that another build is just beginning is waited for, never taken for damaged.
 */
export function openStore(cacheFolder: string): Store {
  mkdirSync(cacheFolder, { recursive: true });
  const file = join(cacheFolder, `store-${version}.sqlite`);
  try {
    return new SqliteStore(file);
  } catch (error) {
    const code = (error as { errcode?: number }).errcode;
    if (code !== corrupt && code !== notDatabase) throw error;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
    return new SqliteStore(file);
  }
}

class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #gets: Record<Table, StatementSync>;
  readonly #sets: Record<Table, StatementSync>;
  readonly #pending = new Map<Table, Map<string, string>>();

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    // Two builds may run at once (wal, busy_timeout); a crash may lose the last build's work, never the file (normal).
    this.#database.exec("PRAGMA busy_timeout = 10000; PRAGMA page_size = 16384;");
    beginLog(this.#database);
    this.#database.exec("PRAGMA synchronous = normal;");
    for (const table of tables) {
      this.#database.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL)`);
    }
    this.#gets = this.#prepare((table) => `SELECT value FROM ${table} WHERE key = ?`);
    this.#sets = this.#prepare((table) => `INSERT OR REPLACE INTO ${table} (key, value) VALUES (?, ?)`);
  }

  #prepare(sql: (table: Table) => string): Record<Table, StatementSync> {
    return Object.fromEntries(tables.map((table) => [table, this.#database.prepare(sql(table))])) as Record<
      Table,
      StatementSync
    >;
  }

  get(table: Table, key: string): string | undefined {
    const pending = this.#pending.get(table)?.get(key);
    if (pending !== undefined) return pending;
    const row = this.#gets[table].get(key);
    return typeof row?.value === "string" ? row.value : undefined;
  }

  set(table: Table, key: string, value: string): void {
    let values = this.#pending.get(table);
    if (!values) {
      values = new Map();
      this.#pending.set(table, values);
    }
    values.set(key, value);
  }

  forget(table: Table, keys: readonly string[]): void {
    this.flush();
    this.#database.exec("BEGIN IMMEDIATE");
    const statement = this.#database.prepare(`DELETE FROM ${table} WHERE key = ?`);
    for (const key of keys) statement.run(key);
    this.#database.exec("COMMIT");
  }

  flush(): void {
    if (this.#pending.size === 0) return;
    this.#database.exec("BEGIN IMMEDIATE");
    for (const [table, values] of this.#pending) for (const [key, value] of values) this.#sets[table].run(key, value);
    this.#database.exec("COMMIT");
    this.#pending.clear();
  }

  close(): void {
    this.flush();
    this.#database.close();
  }
}

/** The change to a write-ahead log is the one step in which SQLite says "busy" without waiting; two builds that begin a cache meet there. */
function beginLog(database: DatabaseSync): void {
  const busy = 5;
  for (let attempt = 0; ; attempt += 1) {
    try {
      database.exec("PRAGMA journal_mode = wal;");
      return;
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy || attempt === 200) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25); // ms
    }
  }
}
