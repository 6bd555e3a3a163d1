import type { Judgement } from "../judgement.js";
import { sayCount } from "../words.js";
import { RECOVERED_HOURS, type RecoveredFacts } from "./examine-recovered.js";

/** Nothing that has to be mended here: the processes died elsewhere. */
export function judgeRecovered({ count, newest }: RecoveredFacts): Judgement {
  if (count === 0) return { summary: `none in ${RECOVERED_HOURS} hours` };
  return {
    summary: `${count} in ${RECOVERED_HOURS} hours`,
    notes: [
      `${sayCount(count, "trace")} of the last ${RECOVERED_HOURS} hours ended with the process, and was recovered` +
        `${newest === undefined ? "" : `; the newest started at ${newest}`}. ` +
        "steptrace list --status failed --since 24h shows them.",
    ],
  };
}
