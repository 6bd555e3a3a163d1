import type { Judgement } from "../judgement.js";
import type { TableFacts } from "./examine-table.js";

/** Whether the role may store and read traces. Where there is no table, the migrations say so. */
export function judgeRights(facts: TableFacts): Judgement {
  const { role, quotedRole, relation, missingRights, mayMakePartitions } = facts;
  const summary = `${role}${mayMakePartitions ? ", which owns the table" : ""}`;
  const notes = notesOf(facts);
  if (relation === undefined || missingRights.length === 0) return { summary, notes };
  const rights = missingRights.join(", ");
  return {
    summary,
    notes,
    findings: [
      {
        code: "role-lacks-rights",
        severity: "error",
        what: `The role ${role} lacks ${rights} on ${relation}: it cannot ${missingRights.includes("SELECT") ? "read" : "store"} traces.`,
        fix: `GRANT ${rights} ON ${relation} TO ${quotedRole};`,
        subject: role,
      },
    ],
  };
}

function notesOf({
  role,
  quotedRole,
  relation,
  owner,
  mayMakePartitions,
  seesSessions,
}: TableFacts): readonly string[] {
  return [
    ...(relation === undefined || mayMakePartitions
      ? []
      : [
          `The role ${role} makes no partitions: ${relation} belongs to ${owner}, which has to run steptrace maintain every month.`,
        ]),
    ...(seesSessions
      ? []
      : [
          `The role ${role} does not see how long sessions of others have been idle; GRANT pg_read_all_stats TO ${quotedRole}; lets it.`,
        ]),
  ];
}
