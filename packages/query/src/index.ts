export type { AnomaliesOptions, AnomalyReport, TraceAnomaly } from "./comparison/find-anomalies.js";
export type { FailureGroup, StruckSkill, StruckStep } from "./groups/failure-group.js";
export type { FailureGroupsOptions } from "./groups/failure-groups.js";
export type { GroupOrder } from "./groups/group-search.js";
export type { ListTracesOptions } from "./list-traces.js";
export type { QueryBySkillOptions } from "./query-by-skill.js";
export type { FindSimilarOptions, SimilarFailure } from "./similar/find-similar-failures.js";
export { TraceQuery, type TraceQueryOptions } from "./trace-query.js";
export type { TraceSummary } from "./trace-summary.js";
