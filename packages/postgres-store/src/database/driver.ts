import type { SQL } from "drizzle-orm";
import type { DrizzleDatabase } from "./database-config.js";
import type { TimeLimit } from "./time-limit.js";

/**
 * When PostgreSQL plans a statement: for its kind, after the first times, which saves the planning; or each time, for the values that it
 * is given.
 */
export type Planning = "by kind" | "by values";

/** What differs between the ways to reach a PostgreSQL. */
export interface Driver {
  /** Where it leads, for messages; never a secret. */
  readonly target: string;
  /** Whether others use the same database meanwhile, so that building an index must not block them. */
  readonly isShared: boolean;
  /** Makes ready what takes its time once, where there is such a thing; later calls do nothing. */
  open?(): Promise<void>;
  /**
   * @param limit how long the answer may take, from the moment when the statement has its connection
   * @param planning matters to statements that are prepared by name
   */
  execute(statement: SQL, limit: TimeLimit, planning: Planning): Promise<unknown>;
  /** Runs a function on one connection of its own, so that session state (advisory locks) means something. */
  session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T>;
  /** Closes what the driver opened, and nothing else. */
  close(): Promise<void>;
}
