import { resolve } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { InvalidArgumentError, StorageError } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { DrizzleDatabase, EmbeddedConfig } from "../database/database-config.js";
import type { Driver } from "../database/driver.js";
import type { TimeLimit } from "../database/time-limit.js";
import { dataDirectory } from "./data-directory.js";
import { lockDirectory } from "./directory-lock.js";

const DEFAULT_WAIT_MS = 10_000;
/** PGlite has no checkpointer: without one now and then, its write-ahead log grows without end. */
const BYTES_PER_CHECKPOINT = 16 * 1024 * 1024;
/** What a row and its indexes take in the log beside its texts. */
const BYTES_PER_STATEMENT = 2048;
/** Nor has it autovacuum: worth a second at closing after that many statements, not after a handful. */
const STATEMENTS_PER_VACUUM = 200;

const dialect = new PgDialect();

interface Store {
  readonly pglite: PGlite;
  readonly db: DrizzleDatabase;
  readonly unlock: () => Promise<void>;
}

/**
 * The embedded store: PGlite in a directory, taken for this process alone at the first use, given back at the
 * closing. It survives the death of its process; it does not promise to survive a power cut (PGlite does not fsync).
 */
export class EmbeddedDriver implements Driver {
  readonly target: string;
  readonly isShared = false;
  readonly #waitMs: number;
  readonly #prepare: (db: DrizzleDatabase) => Promise<void>;
  #opening: Promise<Store> | undefined;
  #statements = 0;
  /** Bytes that went to the log since the last checkpoint, roughly. */
  #logged = 0;

  /**
   * @param prepare brings a store that was just opened up to date
   * @throws {InvalidArgumentError} for a time to wait that is none
   */
  constructor(
    { directory, waitMs = DEFAULT_WAIT_MS }: EmbeddedConfig,
    prepare: (db: DrizzleDatabase) => Promise<void>,
  ) {
    if (!(typeof waitMs === "number" && waitMs >= 0)) {
      throw new InvalidArgumentError("database config.waitMs", "a number of milliseconds, 0 or more", waitMs);
    }
    this.target = resolve(directory);
    this.#waitMs = waitMs;
    this.#prepare = prepare;
  }

  async open(): Promise<void> {
    await this.#store();
  }

  async execute(statement: SQL, limit: TimeLimit): Promise<unknown> {
    const { pglite } = await this.#store();
    const { sql, params } = dialect.sqlToQuery(statement);
    const result = await limit(pglite.query(sql, params));
    this.#statements += 1;
    await this.#checkpoint(pglite, params);
    return result;
  }

  async session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    const { db } = await this.#store();
    return run(db);
  }

  async close(): Promise<void> {
    // One that failed to open left nothing to close.
    const store = await this.#opening?.catch(() => undefined);
    if (store === undefined) return;
    const { pglite, unlock } = store;
    try {
      if (this.#statements >= STATEMENTS_PER_VACUUM) await pglite.exec("VACUUM ANALYZE");
      if (this.#statements > 0) await pglite.exec("CHECKPOINT");
    } finally {
      await pglite.close().finally(unlock);
    }
  }

  async #checkpoint(pglite: PGlite, params: readonly unknown[]): Promise<void> {
    this.#logged += params.reduce<number>((sum, param) => sum + String(param).length, BYTES_PER_STATEMENT);
    if (this.#logged < BYTES_PER_CHECKPOINT) return;
    this.#logged = 0;
    await pglite.exec("CHECKPOINT");
  }

  async #store(): Promise<Store> {
    const opening = this.#opening ?? this.#openStore();
    this.#opening = opening;
    try {
      return await opening;
    } catch (error) {
      // The next use tries again: whoever held the directory may be gone by then.
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }

  async #openStore(): Promise<Store> {
    const directory = this.target;
    const { PGlite, drizzle } = await loadPglite();
    const unlock = await lockDirectory(directory, this.#waitMs).catch(explainDirectory(directory));
    try {
      const pglite = await PGlite.create(dataDirectory(directory));
      const db = drizzle(pglite);
      await this.#prepare(db).catch(async (error: unknown) => {
        await pglite.close();
        throw error;
      });
      return { pglite, db, unlock };
    } catch (error) {
      await unlock();
      throw error;
    }
  }
}

/** Before anything is made or locked: it need not be installed. */
async function loadPglite() {
  try {
    const [{ PGlite }, { drizzle }] = await Promise.all([
      import("@electric-sql/pglite"),
      import("drizzle-orm/pglite"),
    ]);
    return { PGlite, drizzle };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new StorageError(
      "The embedded store needs the package @electric-sql/pglite, which is not installed here. " +
        "Run `npm install @electric-sql/pglite`, or give the URL of a PostgreSQL server.",
      { reason: "rejected", cause },
    );
  }
}

/** What the file system says of a path that is none to write to. */
function explainDirectory(directory: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error) || !("syscall" in error)) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    const isForbidden = ["EACCES", "EPERM", "EROFS"].includes(code);
    throw new StorageError(
      `The embedded store cannot be in ${directory}: ${error.message}. Give a directory that this process may write to.`,
      { reason: isForbidden ? "permission" : "rejected", cause: error },
    );
  };
}
