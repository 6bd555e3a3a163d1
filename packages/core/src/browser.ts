// What a page needs of core: nothing here, or behind it, asks for a module of Node.js.
export { TraceFormatError } from "./errors/trace-format-error.js";
export { exportTrace } from "./exchange/export-trace.js";
export type { ExportedTrace } from "./exchange/exported-trace.js";
export { importTrace } from "./exchange/import-trace.js";
export type { FinalStatus, StepStatus, TraceStatus } from "./model/status.js";
export type { Step } from "./model/step.js";
export type { Trace } from "./model/trace.js";
export { type CriticalPath, criticalPath } from "./waterfall/critical-path.js";
export { firstFailed, isFailed, nextFailed } from "./waterfall/failed-rows.js";
export { type LongestWait, longestWait } from "./waterfall/longest-wait.js";
export { type Minimap, MinimapCell, type MinimapOptions, minimap } from "./waterfall/minimap.js";
export { selfParts } from "./waterfall/self-parts.js";
export { selfTimes } from "./waterfall/self-times.js";
export {
  type Column,
  type NamedStepColumns,
  type StepColumns,
  StepFlag,
  stepColumns,
} from "./waterfall/step-columns.js";
export {
  type Folding,
  isOpen,
  reveal,
  toggleRow,
  visibleIndex,
  visibleRows,
} from "./waterfall/visible-rows.js";
export { lastEndUs, type WaterfallRows, waterfallRows } from "./waterfall/waterfall-rows.js";
