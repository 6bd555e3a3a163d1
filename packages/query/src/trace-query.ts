import { type Clock, type FailureExplanation, systemClock, type TraceComparison } from "@steptrace/core";
import {
  type Database,
  type DatabaseConfig,
  type DatabaseOptions,
  openDatabase,
  TraceStorage,
} from "@steptrace/postgres-store";
import { compareStoredTraces } from "./comparison/compare-stored-traces.js";
import { explainStoredFailure } from "./comparison/explain-stored-failure.js";
import { type AnomaliesOptions, type AnomalyReport, findAnomalies } from "./comparison/find-anomalies.js";
import type { FailureGroup } from "./groups/failure-group.js";
import { type FailureGroupsOptions, failureGroups } from "./groups/failure-groups.js";
import { type FailuresOfGroupOptions, failuresOfGroup } from "./groups/failures-of-group.js";
import { type ListTracesOptions, listTraces } from "./list-traces.js";
import { type QueryBySkillOptions, queryBySkill } from "./query-by-skill.js";
import { type SearchTracesOptions, searchTraces, type TracePage } from "./search/search-traces.js";
import { findFailuresLike } from "./similar/find-failures-like.js";
import {
  type FindSimilarOptions,
  findSimilarFailures,
  type SimilarFailure,
} from "./similar/find-similar-failures.js";
import { type SkillStats, type SkillStatsOptions, skillStats } from "./statistics/skill-stats.js";
import { type SlowestOptions, slowest } from "./statistics/slowest.js";
import { type StepStats, type StepStatsOptions, stepStats } from "./statistics/step-stats.js";
import { type SkillTrend, type TrendsOptions, trends } from "./statistics/trends.js";
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

  /**
   * The failures most similar to that of a trace, without itself, as {@link findSimilarFailures} finds them; `undefined` where
   * the trace is not stored. One that has no message is like none.
   */
  findFailuresLike(
    traceId: string,
    options: FindSimilarOptions = {},
  ): Promise<readonly SimilarFailure[] | undefined> {
    return findFailuresLike(this.#database, traceId, options, new Date(this.#clock.now()));
  }

  /**
   * The groups of failures whose messages have the same template, the largest first: without options, the 20 largest of all that
   * is kept. Exact; each with when it was seen, what it strikes, and whether it is new or has come back.
   */
  failureGroups(options: FailureGroupsOptions = {}): Promise<readonly FailureGroup[]> {
    return failureGroups(this.#database, options, new Date(this.#clock.now()));
  }

  /** The failures of a group that {@link failureGroups} named, newest first, a page at a time. Exact. */
  failuresOfGroup(group: string, options: FailuresOfGroupOptions = {}): Promise<TracePage> {
    return failuresOfGroup(this.#database, group, options);
  }

  /** The newest traces, newest first: of all skills, statuses and times, unless an option narrows it; by default 100. */
  listTraces(options: ListTracesOptions = {}): Promise<readonly TraceSummary[]> {
    return listTraces(this.#database, options);
  }

  /**
   * How the second trace differs from the first: steps missing, added, reordered, slower, faster, of another status; where they
   * part, and what of their metadata differs. `undefined` where one of them is not stored.
   */
  compareTraces(idA: string, idB: string): Promise<TraceComparison | undefined> {
    return compareStoredTraces(this.#database, idA, idB);
  }

  /**
   * A failed trace beside the last success of its skill before it, and beside what is normal for the skill: by its last 200
   * successful runs before it. Both are looked for among the 100,000 runs before it. `undefined` where it is not stored.
   *
   * @throws {InvalidStatusError} for a trace that did not fail
   */
  explainFailure(traceId: string): Promise<FailureExplanation | undefined> {
    return explainStoredFailure(this.#database, traceId);
  }

  /**
   * The traces of a skill whose durations or steps are out of its own normal, newest first, each with its evidence. Normal is
   * what the last 200 successful runs before `since` did; where they are not 20, the last 200 until `until`, each of the
   * judged ones judged by the others; where these are not 20 either, nothing is judged. Of a thousand ordinary runs, less than
   * one is an anomaly by its durations; by its steps none where all runs do the same, and else two in a hundred.
   *
   * @example
   * const { anomalies } = await query.anomalies({ skillName: "docker-build", since: new Date("2025-11-16") });
   */
  anomalies(options: AnomaliesOptions): Promise<AnomalyReport> {
    return findAnomalies(this.#database, options);
  }

  /**
   * How the traces of each skill went: how many, how many failed, how long they took. By default of the last 30 days. Counted are
   * finalized traces, each once, also those that were stored this moment; percentiles are within 1 % of the exact ones.
   */
  skillStats(options: SkillStatsOptions = {}): Promise<readonly SkillStats[]> {
    return skillStats(this.#database, options, new Date(this.#clock.now()));
  }

  /** The same of the steps of a skill's traces, that which takes the most time first. */
  stepStats(skillName: string, options: StepStatsOptions = {}): Promise<readonly StepStats[]> {
    return stepStats(this.#database, skillName, options, new Date(this.#clock.now()));
  }

  /** The traces that took longest, the longest first; by default 10 of the last 30 days. Exact. */
  slowest(options: SlowestOptions = {}): Promise<readonly TraceSummary[]> {
    return slowest(this.#database, options, new Date(this.#clock.now()));
  }

  /** How the traces of each skill went, beside how they went in the time of the same length before. */
  trends(options: TrendsOptions = {}): Promise<readonly SkillTrend[]> {
    return trends(this.#database, options, new Date(this.#clock.now()));
  }

  /**
   * The traces that have all that is asked for, newest first, a page at a time: `cursor` is the `nextCursor` of the page
   * before. Without filters, all traces.
   *
   * @example
   * ```ts
   * const slow = await query.searchTraces({ skillName: "etl", minDuration: 60_000, text: "load customers" });
   * ```
   */
  searchTraces(options: SearchTracesOptions = {}): Promise<TracePage> {
    return searchTraces(this.#database, options, { now: new Date(this.#clock.now()) });
  }

  /** Closes the connections that the query opened; those of a TraceStorage or of the application stay open. */
  async close(): Promise<void> {
    if (this.#ownsDatabase) await this.#database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
