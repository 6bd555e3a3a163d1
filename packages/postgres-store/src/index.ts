export { Database } from "./database/database.js";
export type {
  DatabaseConfig,
  DatabaseOptions,
  DrizzleDatabase,
  EmbeddedConfig,
  PgliteDatabase,
  ServerConfig,
} from "./database/database-config.js";
export { openDatabase } from "./database/open-database.js";
export { stepNamesText, timestampText } from "./database/read-columns.js";
export { redactUrl } from "./database/redact-url.js";
export { textArray } from "./database/text-array.js";
export { dataDirectory } from "./embedded/data-directory.js";
export { makeDirectory } from "./embedded/make-directory.js";
export type { MigrationReport } from "./migrate/apply-migrations.js";
export type { DefaultPartitionReport } from "./migrate/empty-default-partition.js";
export { migrate } from "./migrate/migrate.js";
export { type MigrationState, readMigrationState } from "./migrate/read-migration-state.js";
export { listPartitions } from "./partitions/list-partitions.js";
export { listReduced } from "./partitions/list-reduced.js";
export { tableRegclass } from "./partitions/partition-catalog.js";
export type { PartitionInfo } from "./partitions/partition-info.js";
export { maintainPartitions, type PartitionUpkeep } from "./retention/maintain-partitions.js";
export type { MaintainedPartition, MaintenanceReport } from "./retention/maintenance-report.js";
export { type DeclaredIndex, declaredIndexes } from "./schema/declared-indexes.js";
export {
  IS_UNCOUNTED,
  IS_UNFILLED,
  IS_UNREAD,
  type TracesTable,
  tracesTable,
} from "./schema/execution-traces.js";
export { selectHoursFrom } from "./statistics/keep-hours.js";
export { type RebuiltStatistics, rebuildStatistics } from "./statistics/rebuild-statistics.js";
export { type SummaryChoice, selectSummaries } from "./statistics/select-summaries.js";
export { readTraceRow } from "./storage/read-trace-row.js";
export { TRACE_COLUMNS } from "./storage/select-trace.js";
export {
  type StorageStats,
  type StoreOptions,
  TraceStorage,
  type TraceStorageOptions,
} from "./storage/trace-storage.js";
export type { WriterOptions } from "./storage/writer-options.js";
