import type { PGlite } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import type { DrizzleDatabase, PgliteDatabase } from "../database/database-config.js";
import type { Driver } from "../database/driver.js";
import type { TimeLimit } from "../database/time-limit.js";

/** A PGlite of the application's own: used as it stands, and left open. */
export class PgliteDriver implements Driver {
  readonly target = "the application's own PGlite";
  readonly isShared = false;
  readonly #pglite: PgliteDatabase;
  #db: Promise<DrizzleDatabase> | undefined;

  constructor(pglite: PgliteDatabase) {
    this.#pglite = pglite;
  }

  async open(): Promise<void> {
    await this.#database();
  }

  async execute(statement: SQL, limit: TimeLimit): Promise<unknown> {
    return limit((await this.#database()).execute(statement));
  }

  async session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    return run(await this.#database());
  }

  async close(): Promise<void> {}

  #database(): Promise<DrizzleDatabase> {
    this.#db ??= import("drizzle-orm/pglite").then(({ drizzle }) => drizzle(this.#pglite as PGlite));
    return this.#db;
  }
}
