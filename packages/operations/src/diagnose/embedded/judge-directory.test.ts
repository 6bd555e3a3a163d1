import { expect, it } from "vitest";
import { resolveThresholds } from "../thresholds.js";
import { judgeDirectory } from "./judge-directory.js";

const judge = (logBytes: number, isMade = true) =>
  judgeDirectory({ directory: "/a/.steptrace", isMade, bytes: 2 ** 30, logBytes }, resolveThresholds());

it("finds nothing where the log is no larger than it may be", () => {
  expect(judge(2 ** 29)).toEqual({
    summary: "1.0 GiB in /a/.steptrace, of which 512.0 MiB are its log",
    findings: [],
  });
});

it("finds a log that is larger", () => {
  expect(judge(2 ** 29 + 1).findings).toMatchObject([
    {
      code: "store-log-large",
      severity: "warning",
      fix: expect.stringContaining('--directory "/a/.steptrace"'),
    },
  ]);
});

it("finds that there is no store", () => {
  expect(judge(0, false)).toMatchObject({
    summary: "none in /a/.steptrace",
    findings: [{ code: "store-missing", subject: "/a/.steptrace" }],
  });
});
