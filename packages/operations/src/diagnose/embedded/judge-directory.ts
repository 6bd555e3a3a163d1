import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import type { Thresholds } from "../thresholds.js";
import { sayBytes } from "../words.js";
import type { DirectoryFacts } from "./examine-directory.js";

export function judgeDirectory(facts: DirectoryFacts, thresholds: Required<Thresholds>): Judgement {
  const { directory, isMade, bytes, logBytes } = facts;
  if (!isMade) return { summary: `none in ${directory}`, findings: [missing(directory)] };
  const size = `${sayBytes(bytes)} in ${directory}, of which ${sayBytes(logBytes)} are its log`;
  return { summary: size, findings: logBytes > thresholds.storeLogBytes ? [largeLog(facts)] : [] };
}

function missing(directory: string): Finding {
  return {
    code: "store-missing",
    severity: "warning",
    what: `There is no embedded store in ${directory}: nothing was recorded there.`,
    fix: "steptrace run --skill first -- true    # makes one; or say with --database-url or --directory where the traces are",
    subject: directory,
  };
}

function largeLog({ directory, logBytes }: DirectoryFacts): Finding {
  return {
    code: "store-log-large",
    severity: "warning",
    what: `The write-ahead log of the embedded store takes ${sayBytes(logBytes)}: its last process did not close it.`,
    fix: `steptrace list --directory "${directory}"    # opens it, and writes a checkpoint at closing`,
    subject: directory,
  };
}
