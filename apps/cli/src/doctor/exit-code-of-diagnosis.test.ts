import type { Diagnosis } from "@steptrace/operations";
import { expect, it } from "vitest";
import { exitCodeOfDiagnosis } from "./exit-code-of-diagnosis.js";

const FINDING = { code: "month-missing", severity: "warning", what: "…", fix: "…" } as const;

it.each<[readonly boolean[], number, number]>([
  [[true], 0, 0],
  [[true, true], 0, 0],
  [[true], 1, 1],
  [[true, false], 1, 1],
  [[false, true], 1, 1],
  [[false], 1, 3],
  [[false, false], 2, 3],
])("with services that were reached: %j, and %d findings, it is %d", (reached, count, code) => {
  const diagnosis: Diagnosis = {
    services: reached.map((isReached) => ({ name: "database", target: "db", isReached })),
    findings: Array.from({ length: count }, () => FINDING),
    examinations: [],
    notes: [],
    partitions: [],
  };
  expect(exitCodeOfDiagnosis(diagnosis)).toBe(code);
});
