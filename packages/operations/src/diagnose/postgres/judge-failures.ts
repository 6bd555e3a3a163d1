import type { Finding } from "../diagnosis.js";
import type { Judgement } from "../judgement.js";
import { sayCount } from "../words.js";
import { type FailureFacts, MOST_COUNTED } from "./examine-failures.js";

/** So many are compared one by one in some milliseconds. */
const FEW = 1000;

/** Whether failures are found by what was derived from their messages, and whether the role may use it. */
export function judgeFailures(facts: FailureFacts): Judgement {
  return { summary: `${sayUnfilled(facts)} not filled in`, findings: [...unfilled(facts), ...rights(facts)] };
}

function unfilled(facts: FailureFacts): readonly Finding[] {
  if (facts.unfilled <= FEW) return [];
  return [
    {
      code: "failures-unfilled",
      severity: "warning",
      what: `${sayUnfilled(facts)} lack what they are found by: each search for similar failures compares all of these.`,
      fix: "steptrace maintain",
      subject: "execution_traces",
    },
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

function sayUnfilled({ unfilled: count }: FailureFacts): string {
  return count === MOST_COUNTED ? `${sayCount(count, "failure")} or more` : sayCount(count, "failure");
}
