import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { viewPartitions } from "./view-partitions.js";

it("shows months with their rows and sizes", () => {
  const lines = viewPartitions(
    [
      {
        name: "execution_traces_2025_11",
        from: "2025-11-01 00:00:00",
        to: "2025-12-01 00:00:00",
        estimatedRows: 12_345,
        bytes: 1_610_612_736,
      },
      { name: "rest", bytes: 512 },
    ],
    testPage(),
  );
  expect(lines).toEqual([
    "PARTITION                 FROM        TO             ROWS     SIZE",
    "execution_traces_2025_11  2025-11-01  2025-12-01  ~12,345  1.5 GiB",
    "rest                      (default)                     –    512 B",
    "",
    "2 partitions, 1.5 GiB. Rows are estimates; – before the first ANALYZE.",
  ]);
});

it("says nothing of – where every month was analysed", () => {
  const lines = viewPartitions(
    [{ name: "execution_traces_2025_11", estimatedRows: 0, bytes: 512 }],
    testPage(),
  );
  expect(lines.at(-1)).toBe("1 partition, 512 B. Rows are estimates.");
});

it("says what to do where there are none", () => {
  expect(viewPartitions([], testPage()).join()).toContain("Run steptrace migrate");
});
