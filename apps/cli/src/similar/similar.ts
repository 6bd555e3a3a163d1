import { DEFAULT_MIN_SIMILARITY, type Trace } from "@steptrace/core";
import type { SimilarFailure } from "@steptrace/query";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import { UsageError } from "../faults/usage-error.js";
import { findTrace } from "../find/find-trace.js";
import type { Connection } from "../store/connection.js";
import { type Store, withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { explainNothing } from "./explain-nothing.js";
import type { SimilarAnswer } from "./similar-answer.js";
import { viewAnswer, viewNearest } from "./view-answer.js";

/** How many to show at most that are less similar than the default asks for. */
const MOST_NEAREST = 3;

export interface SimilarOptions {
  readonly trace?: string;
  readonly limit: number;
  /** @default DEFAULT_MIN_SIMILARITY, and the nearest are shown where none has that */
  readonly min?: number;
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
      `Expected a text, as in steptrace similar no such file or directory, or --trace and an id; received ${received}.`,
    );
  }
  const { answer, nearest } = await withStore(connection, (store) => ask(store, text, options));
  const { question, failures } = answer;
  const { min = DEFAULT_MIN_SIMILARITY } = options;
  if (options.json) print(formatJson(answer));
  else if (failures.length > 0) print(viewAnswer(answer, stdoutPage()).join("\n"));
  else if (nearest.length > 0 && options.min === undefined) {
    print(viewNearest({ question, failures: nearest }, min, stdoutPage()).join("\n"));
  }
  if (failures.length === 0) throw new NothingFoundError(explainNothing(question, min, nearest[0]));
}

interface Asked {
  readonly answer: SimilarAnswer;
  /** Where nothing is as similar as was asked for: what is most similar all the same, best first. */
  readonly nearest: readonly SimilarFailure[];
}

async function ask(store: Store, text: string, options: SimilarOptions): Promise<Asked> {
  const { limit, min = DEFAULT_MIN_SIMILARITY, skill, since } = options;
  const trace = options.trace === undefined ? undefined : await findTrace(store, options.trace);
  const question = trace === undefined ? text : messageOf(trace);
  const find = async (minSimilarity: number, most: number): Promise<readonly SimilarFailure[]> => {
    const asked = {
      limit: most,
      minSimilarity,
      ...(skill !== undefined && { skillName: skill }),
      ...(since !== undefined && { startDate: since }),
    };
    if (trace === undefined) return store.query.findSimilarFailures(question, asked);
    return (await store.query.findFailuresLike(trace.traceId, asked)) ?? [];
  };
  const failures = await find(min, limit);
  const nearest = failures.length > 0 ? [] : await find(Number.MIN_VALUE, Math.min(limit, MOST_NEAREST));
  return { answer: { question, failures }, nearest };
}

function messageOf({ traceId, status, errorMessage }: Trace): string {
  if (errorMessage?.trim()) return errorMessage;
  throw new UsageError(
    `Expected a trace with an error message; trace '${traceId}' has none (its status is ${status}). ` +
      "Run steptrace list --status failed to see those that failed.",
  );
}
