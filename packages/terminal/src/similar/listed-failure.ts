import type { Explanation, Trace } from "@steptrace/core";

/** What is shown of a failure that was found by its message: what a query for similar failures gives has it. */
export interface ListedFailure
  extends Pick<Trace, "traceId" | "skillName" | "startedAt">,
    Pick<Explanation, "sharedTokens" | "questionTokens"> {
  readonly errorMessage: string;
  /** From 0 to 1. */
  readonly similarityScore: number;
}
