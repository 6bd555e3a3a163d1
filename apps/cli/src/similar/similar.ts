import type { SimilarFailure } from "@steptrace/query";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import { UsageError } from "../faults/usage-error.js";
import type { Connection } from "../store/connection.js";
import { type Store, withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import type { SimilarAnswer } from "./similar-answer.js";
import { viewAnswer } from "./view-answer.js";

const LONGEST_QUOTE = 100;

export interface SimilarOptions {
  readonly trace?: string;
  readonly limit: number;
  readonly min: number;
  readonly skill?: string;
  readonly since?: Date;
  readonly json?: true;
}

/**
 * Prints the failures that are most similar to a text, or to the message of a trace.
 *
 * @throws {UsageError} without either, and with both
 * @throws {NothingFoundError} where nothing is similar, and where there is no such trace
 */
export async function similar(
  connection: Connection,
  words: readonly string[],
  options: SimilarOptions,
): Promise<void> {
  const text = words.join(" ").trim();
  if ((text === "") === (options.trace === undefined)) {
    const received = text === "" ? "neither" : "both";
    throw new UsageError(
      `Expected a text, as in steptrace similar connection refused, or --trace and an id; received ${received}.`,
    );
  }
  const answer = await withStore(connection, (store) => ask(store, text, options));
  if (options.json) print(formatJson(answer));
  else if (answer.failures.length > 0) print(viewAnswer(answer, stdoutPage()).join("\n"));
  if (answer.failures.length === 0) {
    throw new NothingFoundError(
      `No failure is similar to '${shorten(answer.question)}' by ${options.min} or more. Try fewer words, or a lower --min.`,
    );
  }
}

async function ask(store: Store, text: string, options: SimilarOptions): Promise<SimilarAnswer> {
  const { trace, limit, min, skill, since } = options;
  const question = trace === undefined ? text : await messageOf(store, trace);
  const found = await store.query.findSimilarFailures(question, {
    // The trace that is asked about is the first to be found.
    limit: limit + 1,
    minSimilarity: min,
    ...(skill !== undefined && { skillName: skill }),
    ...(since !== undefined && { startDate: since }),
  });
  const failures: readonly SimilarFailure[] = found
    .filter(({ traceId }) => traceId !== trace)
    .slice(0, limit);
  return { question, failures };
}

function shorten(question: string): string {
  return question.length > LONGEST_QUOTE ? `${question.slice(0, LONGEST_QUOTE)}…` : question;
}

async function messageOf({ storage }: Store, traceId: string): Promise<string> {
  const trace = await storage.getTrace(traceId);
  if (trace === undefined) {
    throw new NothingFoundError(
      `No trace has the id '${traceId}'. Run steptrace list to see those that are stored.`,
    );
  }
  if (!trace.errorMessage?.trim()) {
    throw new UsageError(
      `Expected a trace with an error message; trace '${traceId}' has none (its status is ${trace.status}). ` +
        "Run steptrace list --status failed to see those that failed.",
    );
  }
  return trace.errorMessage;
}
