import { expect, it } from "vitest";
import { judgeFailures } from "./judge-failures.js";

const WELL = {
  role: "my app",
  quotedRole: '"my app"',
  unfilled: 0,
  unread: 0,
  uncounted: 0,
  missingRights: [],
};

it("finds nothing where few failures are left to be filled in", () => {
  expect(judgeFailures(WELL)).toEqual({
    summary: "0 failures not filled in, 0 traces not read for words, 0 traces not counted",
    findings: [],
  });
  const few = { unfilled: 1000, unread: 10_000, uncounted: 10_000 };
  expect(judgeFailures({ ...WELL, ...few }).findings).toEqual([]);
});

it.each([
  [{ unfilled: 1001 }, "failures-unfilled", /^1,?001 failures lack/],
  [{ unfilled: 100_000 }, "failures-unfilled", /^100,?000 failures or more lack/],
  [{ unread: 10_001 }, "traces-unread", /^10,?001 traces lack the words/],
  [{ uncounted: 100_000 }, "traces-uncounted", /^100,?000 traces or more are in no statistics/],
])("finds what maintenance has not come to: %o", (facts, code, what) => {
  expect(judgeFailures({ ...WELL, ...facts }).findings).toMatchObject([
    {
      code,
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
