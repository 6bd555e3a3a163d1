export { describeTraceContext } from "./context/describe-trace-context.js";
export { executionsOf } from "./context/executions-of.js";
export type { ContextRequest, MakeContext } from "./context/make-context.js";
export { MALFORMED_IDS, STRANGE_IDS } from "./ids.js";
export { describeStepJournal, type MakeJournal } from "./journal/describe-step-journal.js";
export { describeTraceSink } from "./sink/describe-trace-sink.js";
export { finalTraces } from "./sink/final-traces.js";
export { foreignTrace } from "./sink/foreign-trace.js";
