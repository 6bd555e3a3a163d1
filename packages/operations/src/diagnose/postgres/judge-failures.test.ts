import { expect, it } from "vitest";
import { judgeFailures } from "./judge-failures.js";

const WELL = { role: "my app", quotedRole: '"my app"', unfilled: 0, missingRights: [] };

it("finds nothing where few failures are left to be filled in", () => {
  expect(judgeFailures(WELL)).toEqual({ summary: "0 failures not filled in", findings: [] });
  expect(judgeFailures({ ...WELL, unfilled: 1000 }).findings).toEqual([]);
});

it.each([
  [1001, /^1,?001 failures lack/],
  [10_000, /^10,?000 failures or more lack/],
])("finds that %i were never filled in", (unfilled, what) => {
  expect(judgeFailures({ ...WELL, unfilled }).findings).toMatchObject([
    {
      code: "failures-unfilled",
      severity: "warning",
      what: expect.stringMatching(what),
      fix: "steptrace maintain",
    },
  ]);
});

it("finds what the role may not use, and says what grants it", () => {
  const missingRights = ["INSERT ON steptrace_signatures", "SELECT ON steptrace_postings"];
  expect(judgeFailures({ ...WELL, missingRights }).findings).toMatchObject([
    {
      code: "role-lacks-rights",
      severity: "warning",
      fix: 'GRANT INSERT ON steptrace_signatures TO "my app"; GRANT SELECT ON steptrace_postings TO "my app";',
      subject: "my app",
    },
  ]);
});
