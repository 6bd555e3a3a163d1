import type { PGlite } from "@electric-sql/pglite";
import { StorageError } from "@steptrace/core";
import type { DrizzleDatabase } from "../database/database-config.js";

/** What the embedded store is made of. */
export interface PgliteModules {
  readonly PGlite: { create(directory: string): Promise<PGlite> };
  readonly drizzle: (pglite: PGlite) => DrizzleDatabase;
}

/** Before anything is made or locked: it need not be installed. */
export async function loadPglite(): Promise<PgliteModules> {
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
