import { drizzle } from "drizzle-orm/pg-proxy";
import type { DrizzleDatabase } from "../database/database-config.js";
import type { EmbeddedStore } from "./embedded-store.js";
import type { JoinedStore } from "./join-store.js";

/** The store of another process, which runs each statement. */
export function otherStore(joined: JoinedStore): EmbeddedStore {
  const session = drizzle(async (sql, params) => ({
    rows: [...(await joined.query({ way: "session", sql, params }))],
  }));
  return {
    query: (sql, params) => joined.query({ way: "execute", sql, params }),
    session: session as unknown as DrizzleDatabase,
    close: async () => joined.close(),
  };
}
