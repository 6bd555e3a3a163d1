export type {
  AnomaliesAnswer,
  FailuresAnswer,
  FeaturesAnswer,
  LiveEvent,
  LiveSource,
  PointsAnswer,
  Problem,
  RunningAnswer,
  RunningSummary,
  SimilarAnswer,
  SkillOverview,
  SkillsAnswer,
  StatsAnswer,
  StepsAnswer,
  StorageAnswer,
  TracePoint,
  TraceSkeleton,
  TracesAnswer,
} from "../contract/answers.js";
export type { Wire } from "../contract/wire.js";
export { ApiError, Client, type ClientOptions, type TraceFilters } from "./client.js";
