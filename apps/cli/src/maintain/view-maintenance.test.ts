import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { viewMaintenance } from "./view-maintenance.js";

const partitions = [
  {
    name: "year_2019",
    from: "2019-01-01 00:00:00",
    action: "refused",
    estimatedRows: 5,
    bytes: 512,
    reason: "why",
  },
  {
    name: "execution_traces_2025_09",
    from: "2025-09-01 00:00:00",
    action: "dropped",
    estimatedRows: 12_345,
    bytes: 1_610_612_736,
  },
  {
    name: "execution_traces_2025_10",
    from: "2025-10-01 00:00:00",
    action: "reduced",
    bytes: 1_073_741_824,
    keptRows: 1234,
    keptBytes: 536_870_912,
  },
  {
    name: "execution_traces_2025_11",
    from: "2025-11-01 00:00:00",
    action: "kept",
    estimatedRows: 0,
    bytes: 8192,
  },
  { name: "execution_traces_2025_12", from: "2025-12-01 00:00:00", action: "made" },
] as const;

it("shows what became of each partition, and what that came to", () => {
  const report = {
    isDryRun: false,
    partitions,
    failuresFilled: 2500,
    signaturesPacked: 12,
    tracesCounted: 1000,
    textsFilled: 7000,
    defaultPartition: { name: "rest", rowsMoved: 1500 },
  };
  expect(viewMaintenance(report, testPage())).toEqual([
    "DONE     PARTITION                 FROM             ROWS                 SIZE",
    "refused  year_2019                 2019-01-01         ~5                512 B",
    "  why",
    "dropped  execution_traces_2025_09  2025-09-01    ~12,345              1.5 GiB",
    "reduced  execution_traces_2025_10  2025-10-01  – → 1,234  1.0 GiB → 512.0 MiB",
    "kept     execution_traces_2025_11  2025-11-01         ~0              8.0 KiB",
    "made     execution_traces_2025_12  2025-12-01          –                    –",
    "",
    "rest, a default partition: 1,500 rows moved to their months.",
    "7,000 traces of other writers indexed by their words.",
    "2,500 failures of other writers indexed.",
    "12 signatures of failures packed, for quick search.",
    "1,000 traces counted in statistics.",
    "1 refused, 1 dropped, 1 reduced, 1 kept, 1 made, 2.0 GiB freed.",
  ]);
});

it("says of a dry run that it was one", () => {
  const report = {
    isDryRun: true,
    partitions: partitions.slice(3),
    failuresFilled: 0,
    signaturesPacked: 0,
    tracesCounted: 0,
    textsFilled: 0,
  };
  const lines = viewMaintenance(report, testPage());
  expect(lines[0]).toMatch(/^WOULD BE {2}PARTITION/);
  expect(lines.at(-1)).toBe("Nothing was changed. It would be: 1 kept, 1 made.");
});
