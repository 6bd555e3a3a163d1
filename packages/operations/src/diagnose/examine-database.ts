import {
  type DatabaseConfig,
  type DatabaseOptions,
  type EmbeddedConfig,
  openDatabase,
  TraceStorage,
} from "@steptrace/postgres-store";
import { readDirectory } from "./embedded/examine-directory.js";
import { judgeDirectory } from "./embedded/judge-directory.js";
import { examine } from "./judgement.js";
import { type DatabaseExamination, examinePostgres } from "./postgres/examine-postgres.js";
import type { Thresholds } from "./thresholds.js";

/** The statements are few: more connections would only take what others need. */
const CONNECTIONS = 2;
const TIMEOUT_MS = 5000;
/** Whoever asks a doctor does not want to wait until somebody else is through with the store. */
const WAIT_MS = 2000;

/**
 * Opens a database, looks at it and closes it again; one of the application's own stays open.
 *
 * @throws {InvalidArgumentError} for a configuration that is none
 */
export async function examineDatabase(
  config: DatabaseConfig | TraceStorage,
  options: DatabaseOptions,
  thresholds: Required<Thresholds>,
): Promise<DatabaseExamination> {
  if (config instanceof TraceStorage) return examinePostgres(config.database, thresholds, new Date());
  return isEmbedded(config)
    ? examineEmbedded(config, options, thresholds)
    : examineOpened(config, options, thresholds);
}

/** Not opened where none was made: opening would make it. */
async function examineEmbedded(
  config: EmbeddedConfig,
  options: DatabaseOptions,
  thresholds: Required<Thresholds>,
): Promise<DatabaseExamination> {
  const { directory } = config;
  const reading = readDirectory(directory);
  const store = await examine(
    "store",
    () => reading,
    (facts) => judgeDirectory(facts, thresholds),
  );
  const isMade = await reading.then((facts) => facts.isMade).catch(() => true);
  if (!isMade) {
    const service = { name: "database", target: directory, isReached: true } as const;
    return { service, examinations: [store], partitions: [] };
  }
  const opened = await examineOpened({ waitMs: WAIT_MS, ...config }, options, thresholds);
  return { ...opened, examinations: [store, ...opened.examinations] };
}

async function examineOpened(
  config: DatabaseConfig,
  options: DatabaseOptions,
  thresholds: Required<Thresholds>,
): Promise<DatabaseExamination> {
  const database = openDatabase(config, { max: CONNECTIONS, timeoutMs: TIMEOUT_MS, ...options }, "explicit");
  try {
    return await examinePostgres(database, thresholds, new Date());
  } finally {
    await database.close();
  }
}

function isEmbedded(config: DatabaseConfig): config is EmbeddedConfig {
  return (
    typeof config === "object" &&
    config !== null &&
    "directory" in config &&
    typeof config.directory === "string"
  );
}
