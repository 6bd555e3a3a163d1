export type { CountEvidence, Finding, StepPlace, StructureKind } from "./anomalies/finding.js";
export { type NormalSummary, SkillNormal } from "./anomalies/skill-normal.js";
export { decodeTrace } from "./codec/decode-trace.js";
export { encodeCountable, encodeTrace } from "./codec/encode-trace.js";
export type { StepTimes } from "./codec/step-times.js";
export { formatTimestamp } from "./codec/timestamp.js";
export type { CountableRow, StoredStep, TraceRow } from "./codec/trace-row.js";
export type { AlignedStep } from "./comparison/align-steps.js";
export {
  type ComparedTrace,
  compareTraces,
  isLonger,
  type StepPair,
  type TraceComparison,
} from "./comparison/compare-traces.js";
export type { ComparedStep } from "./comparison/compared-step.js";
export { explainFailure, type FailureExplanation } from "./comparison/explain-failure.js";
export type { Divergence, StepEvent } from "./comparison/first-divergence.js";
export type { MetadataComparison, MetadataDifference } from "./comparison/metadata-differences.js";
export { ContextError } from "./errors/context-error.js";
export { InvalidArgumentError } from "./errors/invalid-argument-error.js";
export { InvalidStatusError } from "./errors/invalid-status-error.js";
export { JournalError } from "./errors/journal-error.js";
export { NoCurrentTraceError } from "./errors/no-current-trace-error.js";
export { StepNotStartedError } from "./errors/step-not-started-error.js";
export { isSteptraceError, SteptraceError } from "./errors/steptrace-error.js";
export { StorageError, type StorageErrorDetails, type StorageFailure } from "./errors/storage-error.js";
export { TraceFinalizedError } from "./errors/trace-finalized-error.js";
export { TraceFormatError } from "./errors/trace-format-error.js";
export { TraceTimeoutError } from "./errors/trace-timeout-error.js";
export { UnknownExecutionError } from "./errors/unknown-execution-error.js";
export { exportPage } from "./exchange/export-page.js";
export { exportTrace } from "./exchange/export-trace.js";
export type { ExportedTrace } from "./exchange/exported-trace.js";
export { importTrace } from "./exchange/import-trace.js";
export { type GroupJudgement, type GroupMoments, judgeGroup } from "./groups/judge-group.js";
export { sliceAt, sliceStarts } from "./groups/time-slices.js";
export { fromTraceparent, type TraceparentParts, toTraceparent } from "./ids/traceparent.js";
export { uuidV7, uuidV7Time } from "./ids/uuid-v7.js";
export { fromW3cTraceId, toW3cSpanId, toW3cTraceId } from "./ids/w3c-ids.js";
export { type JournaledTrace, readJournal } from "./journal/read-journal.js";
export { recoverTrace } from "./journal/recover-trace.js";
export { runningTrace } from "./journal/running-trace.js";
export { spilledText } from "./journal/spilled-text.js";
export { InMemoryStepJournal } from "./memory/in-memory-step-journal.js";
export { InMemoryTraceContext, type InMemoryTraceContextOptions } from "./memory/in-memory-trace-context.js";
export { InMemoryTraceEvents, type InMemoryTraceEventsOptions } from "./memory/in-memory-trace-events.js";
export { InMemoryTraceStorage, type InMemoryTraceStorageOptions } from "./memory/in-memory-trace-storage.js";
export { elapsedMs } from "./model/durations.js";
export { DEFAULT_LIMITS, type Limits, resolveLimits } from "./model/limits.js";
export type { FinalStatus, StepStatus, TraceStatus } from "./model/status.js";
export type { Step } from "./model/step.js";
export type { Trace } from "./model/trace.js";
export {
  addMonths,
  isOneMonth,
  type Month,
  missingMonths,
  monthOf,
  monthRange,
  monthsAhead,
  partitionName,
  type TimeRange,
} from "./partitions/month.js";
export {
  type DatedPartition,
  type PartitionFate,
  type PlannedPartition,
  planRetention,
  type RetentionRule,
  requireRetention,
} from "./partitions/plan-retention.js";
export { type Clock, systemClock } from "./ports/clock.js";
export {
  type ClosedJournal,
  FIRST_JOINED_STEP_ID,
  type HeldJournal,
  JOURNAL_RENEW_EVERY_MS,
  type JournalLook,
  type KeptText,
  type SilentTrace,
  type StepJournal,
} from "./ports/step-journal.js";
export type { TraceContext } from "./ports/trace-context.js";
export type { EventBatch, LiveStep, TraceEvent, TraceEvents, WatchOptions } from "./ports/trace-events.js";
export type { FinalizeOptions, FinalizeResult, TraceSink } from "./ports/trace-sink.js";
export { metadataFilter } from "./search/metadata-filter.js";
export { decodeCursor, encodeCursor, type SearchPosition } from "./search/search-cursor.js";
export {
  hasAllWords,
  partSearched,
  type SearchedWords,
  type TextFeatures,
  textFeatures,
} from "./search/text-features.js";
export { type Explanation, explain } from "./similarity/explain.js";
export {
  type FailureFeatures,
  failureFeatures,
  type MessageParts,
  partWords,
} from "./similarity/failure-features.js";
export { hashText } from "./similarity/hash-text.js";
export { jaccard } from "./similarity/jaccard.js";
export { type Ranked, Ranking } from "./similarity/ranking.js";
export {
  coveringSets,
  hasPlace,
  leastVariable,
  leastVariableAlone,
  type Place,
  type QuestionSize,
  type SharedWords,
  scoreOf,
} from "./similarity/score-bounds.js";
export {
  countShared,
  type NumberedSignature,
  type Posting,
  packSignatures,
  type SharedClass,
} from "./similarity/signature-postings.js";
export {
  DEFAULT_MIN_SIMILARITY,
  type FailureCandidate,
  type ScoredFailure,
  SimilarFailures,
} from "./similarity/similar-failures.js";
export { tokenize } from "./similarity/tokenize.js";
export {
  type CoveredRange,
  coverRange,
  type MomentRange,
  type TakenPeriods,
} from "./statistics/cover-range.js";
export { type DurationBin, durationBins } from "./statistics/duration-bins.js";
export { BUCKET_STARTS, MOST_DURATION, rangeOfBucket } from "./statistics/duration-buckets.js";
export type { DurationEvidence, DurationNorm } from "./statistics/duration-norm.js";
export { percentile } from "./statistics/percentile.js";
export { nextPeriodStart, PERIODS, type Period, periodStart } from "./statistics/period.js";
export { type CountedBatch, type PeriodSummary, summarizeBatch } from "./statistics/summarize-batch.js";
export { type EncodedSteps, type EncodedSummary, Summary } from "./statistics/summary.js";
export { type EncodedTally, type Outcome, Tally } from "./statistics/tally.js";
export { type FailureGroupKey, failureGroup, GROUPED_LENGTH } from "./templates/failure-group.js";
export { failureTemplate } from "./templates/failure-template.js";
export { errorText } from "./text/error-text.js";
export { closeTrace, type FinalTrace } from "./tracer/close-trace.js";
export { commitTrace, type JournalState, journalStateOf } from "./tracer/commit-trace.js";
export {
  ExecutionTracer,
  type ExecutionTracerOptions,
  type StartTraceOptions,
  type TraceOptions,
} from "./tracer/execution-tracer.js";
export type { JoinTraceOptions } from "./tracer/join-trace.js";
export type { JoinedTraceHandle } from "./tracer/joined-trace-handle.js";
export type {
  EndStepOptions,
  RecordStepOptions,
  StartStepOptions,
  StepHandle,
} from "./tracer/step-handle.js";
export { type EndedTrace, finalizedEvent } from "./tracer/trace-event.js";
export type { TraceHandle } from "./tracer/trace-handle.js";
export { TraceRecorder, type TraceRecorderOptions } from "./tracer/trace-recorder.js";
export type { TracerStats } from "./tracer/tracer-runtime.js";
export { requireDuration } from "./validation/require-duration.js";
export { requireLimit } from "./validation/require-limit.js";
export { requireRecord } from "./validation/require-record.js";
export { requireId, requireText } from "./validation/require-text.js";
export { requireDate, requireTimeRange } from "./validation/require-time-range.js";
export { type NestedStep, nestSteps } from "./waterfall/nest-steps.js";
export {
  type Column,
  flagsOf,
  type NamedStepColumns,
  type StepColumns,
  StepFlag,
  stepColumns,
} from "./waterfall/step-columns.js";
export { axisLength, type BarCells, barCells } from "./waterfall/time-axis.js";
export { type TimedStep, timeSteps } from "./waterfall/time-steps.js";
