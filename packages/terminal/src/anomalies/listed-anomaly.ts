import type { Finding, NormalSummary } from "@steptrace/core";
import type { ListedTrace } from "../list/listed-trace.js";

/** A trace that is out of its skill's normal, and by what. */
export interface ListedAnomaly extends ListedTrace {
  readonly findings: readonly Finding[];
}

/** What is shown of a search for anomalies: what a query for them gives has it. */
export interface ListedAnomalies {
  readonly skillName: string;
  readonly normal: NormalSummary;
  readonly judged: number;
  readonly isComplete: boolean;
  readonly anomalies: readonly ListedAnomaly[];
}
