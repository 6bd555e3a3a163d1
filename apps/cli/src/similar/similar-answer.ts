import type { SimilarFailure } from "@steptrace/query";

/** What was asked, and what is similar to it, best first. */
export interface SimilarAnswer {
  readonly question: string;
  readonly failures: readonly SimilarFailure[];
}
