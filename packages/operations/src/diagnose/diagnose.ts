import { InvalidArgumentError, requireRecord } from "@steptrace/core";
import type { DatabaseConfig, DatabaseOptions, TraceStorage } from "@steptrace/postgres-store";
import { RedisInspector, RedisStepJournal, type RedisStepJournalOptions } from "@steptrace/redis-context";
import type { Diagnosis, Finding } from "./diagnosis.js";
import { examineDatabase } from "./examine-database.js";
import { judgeNodeVersion } from "./judge-node-version.js";
import { type Examined, toExamined } from "./judgement.js";
import { examineRedis, type RedisExamination } from "./redis/examine-redis.js";
import { resolveThresholds, type Thresholds } from "./thresholds.js";

const REDIS_TIMEOUT_MS = 2000;
export interface DiagnoseOptions {
  /**
   * What TraceStorage takes, or a TraceStorage, whose connections are then shared, and left open: as an embedded store has
   * to be that is open in this process.
   */
  readonly database: DatabaseConfig | TraceStorage;
  /** What RedisStepJournal takes. @default none is looked at */
  readonly redis?: ConstructorParameters<typeof RedisStepJournal>[0];
  /** Of a database that is opened here. @default two connections, and five seconds for a statement */
  readonly databaseOptions?: DatabaseOptions;
  /** Of the journal in Redis. @default those of RedisStepJournal, and two seconds for a command */
  readonly journalOptions?: RedisStepJournalOptions;
  /** From where on something counts as wrong. @default those of {@link Thresholds} */
  readonly thresholds?: Thresholds;
}

/**
 * Looks at everything that steptrace rests on, and says what is wrong with it, and what mends that. Changes nothing. What
 * cannot be reached is a finding; what cannot be looked at, a note: neither hides the rest, and neither is thrown.
 *
 * @throws {InvalidArgumentError} for a configuration or a threshold that is none
 * @example
 * ```ts
 * const { findings } = await diagnose({ database: "postgres://app@localhost:5432/app", redis: "redis://localhost:6379" });
 * for (const { severity, what, fix } of findings) console.log(`${severity}: ${what}\n  ${fix}`);
 * ```
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  requireRecord("options", options);
  const { database, databaseOptions = {}, redis } = options;
  const thresholds = resolveThresholds(options.thresholds);
  if (database === undefined) {
    throw new InvalidArgumentError(
      "options.database",
      "what TraceStorage takes, or a TraceStorage",
      database,
    );
  }
  const [ofDatabase, ofRedis] = await Promise.all([
    examineDatabase(database, databaseOptions, thresholds),
    redis === undefined ? undefined : examineJournal(redis, options, thresholds),
  ]);
  const all: readonly Examined[] = [
    toExamined("node", judgeNodeVersion(process.versions.node)),
    ...ofDatabase.examinations,
    ...(ofRedis?.examinations ?? []),
  ];
  return {
    services: [ofDatabase.service, ...(ofRedis === undefined ? [] : [ofRedis.service])],
    examinations: all.map(({ name, state, summary }) => ({ name, state, summary })),
    findings: errorsFirst(all.flatMap(({ findings }) => findings)),
    notes: all.flatMap(({ notes }) => notes),
    partitions: ofDatabase.partitions,
  };
}

async function examineJournal(
  redis: NonNullable<DiagnoseOptions["redis"]>,
  { journalOptions }: DiagnoseOptions,
  thresholds: Required<Thresholds>,
): Promise<RedisExamination> {
  const options = { commandTimeoutMs: REDIS_TIMEOUT_MS, ...journalOptions };
  await using inspector = new RedisInspector(redis, options);
  await using journal = new RedisStepJournal(redis, options);
  return await examineRedis(inspector, journal, thresholds);
}

function errorsFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ severity }: Finding): number {
  return severity === "error" ? 0 : 1;
}
