import { expect, it } from "vitest";
import type { TableFacts } from "./examine-table.js";
import { judgeRights } from "./judge-rights.js";

const OWNER: TableFacts = {
  role: "app",
  quotedRole: "app",
  relation: "execution_traces",
  owner: "app",
  missingRights: [],
  mayMakePartitions: true,
  seesSessions: true,
};

it("finds nothing where the role owns the table", () => {
  expect(judgeRights(OWNER)).toEqual({ summary: "app, which owns the table", notes: [] });
});

it("finds nothing where there is no table", () => {
  const { relation: _, owner: __, ...facts } = OWNER;
  expect(judgeRights({ ...facts, mayMakePartitions: false })).toEqual({ summary: "app", notes: [] });
});

it.each<[readonly string[], string, string]>([
  [["INSERT", "UPDATE"], "it cannot store traces", 'GRANT INSERT, UPDATE ON execution_traces TO "my app";'],
  [["SELECT"], "it cannot read traces", 'GRANT SELECT ON execution_traces TO "my app";'],
])("finds that a role lacks %j", (missingRights, what, fix) => {
  const facts = { ...OWNER, role: "my app", quotedRole: '"my app"', missingRights };
  expect(judgeRights(facts).findings).toEqual([
    {
      code: "role-lacks-rights",
      severity: "error",
      what: expect.stringContaining(what),
      fix,
      subject: "my app",
    },
  ]);
});

it("notes what a role of less power leaves to others, and does not see", () => {
  const facts = { ...OWNER, owner: "admin", mayMakePartitions: false, seesSessions: false };
  expect(judgeRights(facts)).toEqual({
    summary: "app",
    notes: [
      expect.stringContaining("belongs to admin, which has to run steptrace maintain"),
      expect.stringContaining("GRANT pg_read_all_stats TO app;"),
    ],
  });
});
