import type { TraceQuery } from "@steptrace/query";
import { groupOf } from "./group-of.js";
import type { Message } from "./message.js";
import type { ScoredPair } from "./score-bands.js";

const LIMIT = 50;
const US_PER_MS = 1000;

/** What the questions were answered, and how long each took. */
export interface Answers {
  readonly timesUs: readonly number[];
  /** Each question with each of its answers, but for the failure that was asked about. */
  readonly pairs: readonly ScoredPair[];
  /** Those of them whose texts differ. */
  readonly differing: readonly ScoredPair[];
}

/** Asks for the 50 failures that are most similar to each of the questions, one after the other. */
export async function askSimilar(
  query: TraceQuery,
  questions: readonly Message[],
  codes: ReadonlyMap<string, string | undefined>,
): Promise<Answers> {
  const timesUs: number[] = [];
  const pairs: ScoredPair[] = [];
  const differing: ScoredPair[] = [];
  // The first question of a connection reads the catalog.
  if (questions[0] !== undefined) await query.findSimilarFailures(questions[0].text, { limit: LIMIT });
  for (const { id, text, code } of questions) {
    const started = performance.now();
    const answers = await query.findSimilarFailures(text, { limit: LIMIT });
    timesUs.push((performance.now() - started) * US_PER_MS);
    for (const { traceId, errorMessage, similarityScore } of answers) {
      if (traceId === id) continue;
      const theirs = codes.get(traceId);
      const pair: ScoredPair = {
        score: similarityScore,
        sameGroup: groupOf(errorMessage) === groupOf(text),
        ...(code !== undefined && theirs !== undefined && { sameCode: code === theirs }),
      };
      pairs.push(pair);
      if (errorMessage !== text) differing.push(pair);
    }
  }
  return { timesUs, pairs, differing };
}
