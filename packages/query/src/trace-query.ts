import { type Clock, systemClock } from "@steptrace/core";
import {
  type Database,
  type DatabaseConfig,
  type DatabaseOptions,
  openDatabase,
  TraceStorage,
} from "@steptrace/postgres-store";
import { type ListTracesOptions, listTraces } from "./list-traces.js";
import { type QueryBySkillOptions, queryBySkill } from "./query-by-skill.js";
import {
  type FindSimilarOptions,
  findSimilarFailures,
  type SimilarFailure,
} from "./similar/find-similar-failures.js";
import type { TraceSummary } from "./trace-summary.js";

export interface TraceQueryOptions extends DatabaseOptions {
  readonly clock?: Clock;
}

/**
 * Search and analysis of stored traces. Every call rejects with `StorageError` where the database fails, and with
 * `InvalidArgumentError` for an argument that is none.
 *
 * @example
 * ```ts
 * await using query = new TraceQuery("postgres://app@localhost:5432/app");
 * const builds = await query.queryBySkill("docker-build", { limit: 10 });
 * ```
 */
export class TraceQuery implements AsyncDisposable {
  readonly #database: Database;
  readonly #ownsDatabase: boolean;
  readonly #clock: Clock;

  /**
   * @param config as for TraceStorage; or a TraceStorage, whose connections are then shared, and left open
   * @throws {InvalidArgumentError} for a configuration that is none; nothing is connected yet
   */
  constructor(config: DatabaseConfig | TraceStorage, options: TraceQueryOptions = {}) {
    this.#ownsDatabase = !(config instanceof TraceStorage);
    this.#database = config instanceof TraceStorage ? config.database : openDatabase(config, options);
    this.#clock = options.clock ?? systemClock;
  }

  /** The traces of a skill in a time range, newest first; without options, at most 100 of the last 30 days. */
  queryBySkill(skillName: string, options: QueryBySkillOptions = {}): Promise<readonly TraceSummary[]> {
    return queryBySkill(this.#database, skillName, options, new Date(this.#clock.now()));
  }

  /**
   * The failures most similar to a message, among all that are kept: by score, then newest first. Exact; an empty
   * message finds nothing.
   */
  findSimilarFailures(
    errorPattern: string,
    options: FindSimilarOptions = {},
  ): Promise<readonly SimilarFailure[]> {
    return findSimilarFailures(this.#database, errorPattern, options, new Date(this.#clock.now()));
  }

  /** The newest traces, newest first: of all skills, statuses and times, unless an option narrows it; by default 100. */
  listTraces(options: ListTracesOptions = {}): Promise<readonly TraceSummary[]> {
    return listTraces(this.#database, options);
  }

  /** Closes the connections that the query opened; those of a TraceStorage or of the application stay open. */
  async close(): Promise<void> {
    if (this.#ownsDatabase) await this.#database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
