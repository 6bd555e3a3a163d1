import { join, resolve } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import type { DrizzleDatabase } from "../database/database-config.js";
import type { Driver } from "../database/driver.js";
import { lockDirectory } from "./directory-lock.js";

/** How long a process waits for the directory while another one has it. */
const LOCK_WAIT_MS = 10_000;
/** PGlite has no checkpointer: without one now and then, its write-ahead log grows without end. */
const STATEMENTS_PER_CHECKPOINT = 1000;
/** Nor has it autovacuum: worth a second at closing after that many statements, not after a handful. */
const STATEMENTS_PER_VACUUM = 200;

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
  readonly #directory: string;
  readonly #prepare: (db: DrizzleDatabase) => Promise<void>;
  #opening: Promise<Store> | undefined;
  #statements = 0;

  /** @param prepare brings a store that was just opened up to date */
  constructor(directory: string, prepare: (db: DrizzleDatabase) => Promise<void>) {
    this.#directory = resolve(directory);
    this.target = this.#directory;
    this.#prepare = prepare;
  }

  async open(): Promise<void> {
    this.#opening ??= this.#openStore();
    try {
      await this.#opening;
    } catch (error) {
      // The next use tries again: whoever held the directory may be gone by then.
      this.#opening = undefined;
      throw error;
    }
  }

  async execute(statement: SQL): Promise<unknown> {
    const { pglite, db } = await this.#store();
    const result = await db.execute(statement);
    this.#statements += 1;
    if (this.#statements % STATEMENTS_PER_CHECKPOINT === 0) await pglite.exec("CHECKPOINT");
    return result;
  }

  async session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    const { db } = await this.#store();
    return run(db);
  }

  reset(): void {}

  async close(): Promise<void> {
    if (this.#opening === undefined) return;
    const { pglite, unlock } = await this.#opening;
    try {
      if (this.#statements >= STATEMENTS_PER_VACUUM) await pglite.exec("VACUUM ANALYZE");
      if (this.#statements > 0) await pglite.exec("CHECKPOINT");
    } finally {
      await pglite.close();
      await unlock();
    }
  }

  async #store(): Promise<Store> {
    await this.open();
    return this.#opening as Promise<Store>;
  }

  async #openStore(): Promise<Store> {
    const unlock = await lockDirectory(this.#directory, LOCK_WAIT_MS);
    try {
      const [{ PGlite }, { drizzle }] = await Promise.all([
        import("@electric-sql/pglite"),
        import("drizzle-orm/pglite"),
      ]);
      const pglite = await PGlite.create(join(this.#directory, "data"));
      const db = drizzle(pglite);
      await this.#prepare(db);
      return { pglite, db, unlock };
    } catch (error) {
      await unlock();
      throw error;
    }
  }
}
