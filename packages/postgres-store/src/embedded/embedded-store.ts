import type { DrizzleDatabase } from "../database/database-config.js";

/** An embedded store that is open: one's own, or that of another process. */
export interface EmbeddedStore {
  /** @returns as `rowsOf` takes it */
  query(sql: string, params: unknown[]): Promise<unknown>;
  /** For what needs more than single statements; there is one session for all. */
  readonly session: DrizzleDatabase;
  close(): Promise<void>;
}
