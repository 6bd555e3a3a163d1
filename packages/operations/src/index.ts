export { listRunning, type RunningTrace, readRunning } from "./recover/list-running.js";
export { type RecoveredTrace, type RecoverOptions, recoverTraces } from "./recover/recover-traces.js";
