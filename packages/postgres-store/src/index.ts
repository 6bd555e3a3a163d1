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
export { redactUrl } from "./database/redact-url.js";
export type { MigrationReport } from "./migrate/apply-migrations.js";
export type { DefaultPartitionReport } from "./migrate/empty-default-partition.js";
export { migrate } from "./migrate/migrate.js";
export type { PartitionInfo } from "./partitions/list-partitions.js";
export { type TracesTable, tracesTable } from "./schema/execution-traces.js";
export { timestampText } from "./storage/select-trace.js";
export { type StoreOptions, TraceStorage, type TraceStorageOptions } from "./storage/trace-storage.js";
