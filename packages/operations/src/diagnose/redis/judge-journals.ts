import type { Judgement } from "../judgement.js";
import { sayBytes, sayCount, sayTime } from "../words.js";
import type { JournalsFacts } from "./examine-journals.js";

/** Whether traces wait to be recovered. */
export function judgeJournals(facts: JournalsFacts): Judgement {
  const { count, stranded, longestSilenceMs = 0 } = facts;
  const summary = `${sayCount(count, "trace")} in the journal`;
  if (stranded === 0) return { summary };
  const longest = `${stranded === 1 ? "" : "the longest "}for ${sayTime(longestSilenceMs)}`;
  return {
    summary: `${summary}, ${stranded} without a sign of life`,
    findings: [
      {
        code: "journals-stranded",
        severity: "warning",
        what: `${sayCount(stranded, "trace")} in the journal without a sign of life, ${longest}: the process died, or cannot reach Redis; ${memoryOf(facts)}.`,
        fix: "steptrace recover",
      },
    ],
  };
}

function memoryOf({ bytes, measured, stranded }: JournalsFacts): string {
  if (bytes === undefined) return "what their journals take is not known";
  const some = measured < stranded ? `the journals of ${measured} of them take` : "their journals take";
  return `${some} ${sayBytes(bytes)}`;
}
