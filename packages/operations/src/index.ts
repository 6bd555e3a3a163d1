export type { MaintainedPartition, MaintenanceReport, RebuiltStatistics } from "@steptrace/postgres-store";
export { type DiagnoseOptions, diagnose } from "./diagnose/diagnose.js";
export type {
  Diagnosis,
  Examination,
  ExaminedService,
  Finding,
  Note,
  PartitionSize,
} from "./diagnose/diagnosis.js";
export { FINDING_CODES, type FindingCode } from "./diagnose/finding-codes.js";
export type { Thresholds } from "./diagnose/thresholds.js";
export { type Drainable, type DrainOptions, drainOnExit } from "./drain/drain-on-exit.js";
export { type MaintainOptions, maintain } from "./maintain/maintain.js";
export { rebuildStatistics } from "./rebuild/rebuild-statistics.js";
export { listRunning, type RunningTrace, readRunning } from "./recover/list-running.js";
export { type RecoveredTrace, type RecoverOptions, recoverTraces } from "./recover/recover-traces.js";
