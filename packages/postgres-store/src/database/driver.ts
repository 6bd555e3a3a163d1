import type { SQL } from "drizzle-orm";
import type { DrizzleDatabase } from "./database-config.js";
import type { TimeLimit } from "./time-limit.js";

/** What differs between the ways to reach a PostgreSQL. */
export interface Driver {
  /** Where it leads, for messages; never a secret. */
  readonly target: string;
  /** Whether others use the same database meanwhile, so that building an index must not block them. */
  readonly isShared: boolean;
  /** Makes ready what takes its time once; later calls do nothing. */
  open(): Promise<void>;
  /** @param limit how long the answer may take, from the moment when the statement has its connection */
  execute(statement: SQL, limit: TimeLimit): Promise<unknown>;
  /** Runs a function on one connection of its own, so that session state (advisory locks) means something. */
  session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T>;
  /** Closes what the driver opened, and nothing else. */
  close(): Promise<void>;
}
