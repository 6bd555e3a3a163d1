import type { Diagnosis } from "@steptrace/operations";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { viewDiagnosis } from "./view-diagnosis.js";
import { withSpool } from "./with-spool.js";

const WELL: Diagnosis = {
  services: [{ name: "database", target: "db:5432/app", isReached: true }],
  examinations: [
    { name: "server", state: "well", summary: "PostgreSQL 15.4 at db:5432/app" },
    { name: "migrations", state: "well", summary: "3 applied" },
  ],
  findings: [],
  notes: [],
  partitions: [
    {
      name: "execution_traces_2025_11",
      from: "2025-11-01 00:00:00",
      to: "2025-12-01 00:00:00",
      estimatedRows: 12_345,
      bytes: 3072,
      tableBytes: 2048,
      indexBytes: 1024,
      liveRows: 999,
      deadRows: 1,
      vacuumedAt: new Date("2025-11-15T03:00:00Z"),
    },
    { name: "rest", bytes: 0, tableBytes: 0, indexBytes: 0, liveRows: 0, deadRows: 0 },
  ],
};

it("shows what was looked at, and how large the months are", () => {
  expect(viewDiagnosis(WELL, testPage())).toEqual([
    "✓ server      PostgreSQL 15.4 at db:5432/app",
    "✓ migrations  3 applied",
    "",
    "PARTITION                    ROWS  DEAD    TABLE  INDEXES  VACUUMED",
    "execution_traces_2025_11  ~12,345   1 %  2.0 KiB  1.0 KiB  2025-11-15",
    "rest                            –   0 %      0 B      0 B  –",
    "",
    "2 partitions, 3.0 KiB. Rows are estimates.",
    "",
    "Nothing is wrong.",
  ]);
});

it("shows what is wrong, breaks what is long, and leaves fixes whole", () => {
  const fix = `ALTER TABLE execution_traces ${"x".repeat(80)}`;
  const diagnosis: Diagnosis = {
    ...WELL,
    examinations: [
      { name: "months", state: "error", summary: "none" },
      { name: "locks", state: "warning", summary: "1 session waiting" },
      { name: "recovered", state: "unknown", summary: "not examined" },
    ],
    findings: [
      {
        code: "month-missing",
        severity: "error",
        what: "No month has its partition. ".repeat(4).trim(),
        fix,
      },
      { code: "lock-wait", severity: "warning", what: "1 session waits.", fix: "SELECT 1;" },
    ],
    notes: [{ about: "recovered", text: "Not examined: no answer." }],
    partitions: [],
  };
  expect(viewDiagnosis(diagnosis, testPage())).toEqual([
    "✗ months     none",
    "! locks      1 session waiting",
    "? recovered  not examined",
    "",
    "✗ No month has its partition. No month has its partition. No month has its",
    "  partition. No month has its partition.",
    `  ${fix}`,
    "  month-missing",
    "",
    "! 1 session waits.",
    "  SELECT 1;",
    "  lock-wait",
    "",
    "· recovered: Not examined: no answer.",
    "",
    "1 error, 1 warning.",
  ]);
});

it("sends nothing to the terminal that it would obey", () => {
  const evil = "evil\u001b[31m\u009b5m";
  const diagnosis: Diagnosis = {
    ...WELL,
    examinations: [{ name: "role", state: "well", summary: evil }],
    findings: [{ code: "lock-wait", severity: "error", what: evil, fix: evil }],
    notes: [{ about: "role", text: evil }],
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(viewDiagnosis(diagnosis, testPage()).join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

it("says of the spool what waits in it", () => {
  expect(withSpool(WELL, 0)).toEqual({
    ...WELL,
    examinations: [...WELL.examinations, { name: "spool", state: "well", summary: "empty" }],
  });
  const waiting = withSpool(WELL, 3);
  expect(waiting.examinations.at(-1)).toEqual({ name: "spool", state: "warning", summary: "3 waiting" });
  expect(waiting.findings).toMatchObject([
    { code: "spool-waiting", what: expect.stringMatching(/^3 traces wait beside/) },
  ]);
  expect(withSpool(WELL, 1).findings[0]?.what).toMatch(/^1 trace waits/);
});
