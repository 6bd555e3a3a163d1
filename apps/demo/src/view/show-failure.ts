import type { SimilarFailure } from "@steptrace/query";
import type { FailureReport } from "../report/read-report.js";
import { oneLine } from "./one-line.js";
import { type Cell, table } from "./table.js";
import type { Terminal } from "./terminal.js";

/** A failure, and those like it: the score of each, and the words that make it. */
export function showFailure(
  { trace, errorMessage, similar }: FailureReport,
  terminal: Terminal,
): readonly string[] {
  const question: readonly Cell[] = [
    { text: trace.skillName },
    { text: oneLine(errorMessage), style: "red" },
  ];
  const answers =
    similar.length === 0 ? ["  It is the only one of its kind."] : table(similar.flatMap(rows), terminal);
  return [...table([question], terminal), "", ...answers];
}

function rows(failure: SimilarFailure): readonly (readonly Cell[])[] {
  const { similarityScore, skillName, errorMessage, sharedTokens } = failure;
  return [
    [
      { text: similarityScore.toFixed(2), style: "bold" },
      { text: skillName },
      { text: oneLine(errorMessage) },
    ],
    [
      { text: "" },
      { text: "shares", style: "dim", align: "right" },
      { text: oneLine(sharedTokens.join(" ")), style: "dim" },
    ],
  ];
}
