import type { Finding } from "../diagnosis.js";
import type { FindingCode } from "../finding-codes.js";
import type { Judgement } from "../judgement.js";
import { sayCount } from "../words.js";
import { type FailureFacts, MOST_COUNTED } from "./examine-failures.js";

/** So many are compared one by one in some milliseconds; of those below, each is looked at in less time. */
const FEW_UNFILLED = 1000;
const FEW = 10_000;

/** Whether traces are found and counted by what was derived from them, and whether the role may use it. */
export function judgeFailures(facts: FailureFacts): Judgement {
  const { unfilled, unread, uncounted } = facts;
  return {
    summary: `${say(unfilled, "failure")} not filled in, ${say(unread, "trace")} not read for words, ${say(uncounted, "trace")} not counted`,
    findings: [
      ...waiting(
        "failures-unfilled",
        unfilled,
        FEW_UNFILLED,
        (count) =>
          `${say(count, "failure")} lack what they are found by: each search for similar failures compares all of these.`,
      ),
      ...waiting(
        "traces-unread",
        unread,
        FEW,
        (count) =>
          `${say(count, "trace")} lack the words that they are found by: each search for words reads all of these in its range.`,
      ),
      ...waiting(
        "traces-uncounted",
        uncounted,
        FEW,
        (count) =>
          `${say(count, "trace")} are in no statistics yet: each question for statistics counts all of these in its range.`,
      ),
      ...rights(facts),
    ],
  };
}

/** What maintenance has not come to yet. */
function waiting(
  code: FindingCode,
  count: number,
  few: number,
  say: (count: number) => string,
): readonly Finding[] {
  if (count <= few) return [];
  return [
    { code, severity: "warning", what: say(count), fix: "steptrace maintain", subject: "execution_traces" },
  ];
}

function rights({ role, quotedRole, missingRights }: FailureFacts): readonly Finding[] {
  if (missingRights.length === 0) return [];
  return [
    {
      code: "role-lacks-rights",
      severity: "warning",
      what: `The role ${role} lacks ${missingRights.join(", ")}: it cannot search for similar failures or for words, or read statistics, or what it stores is not found and counted quickly before maintenance.`,
      fix: missingRights.map((right) => `GRANT ${right} TO ${quotedRole};`).join(" "),
      subject: role,
    },
  ];
}

function say(count: number, what: string): string {
  return count === MOST_COUNTED ? `${sayCount(count, what)} or more` : sayCount(count, what);
}
