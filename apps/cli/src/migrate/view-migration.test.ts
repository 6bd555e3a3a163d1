import { expect, it } from "vitest";
import { viewMigration } from "./view-migration.js";

const nothing = { applied: [], adopted: false, indexesBuilt: [], partitionsMade: [] };

it("says so where there was nothing to do", () => {
  expect(viewMigration(nothing)).toEqual(["Up to date: there was nothing to do."]);
});

it("tells everything that was done, a line for each", () => {
  const report = {
    applied: ["0000_create", "0001_add"],
    adopted: true,
    indexesBuilt: ["i_2025_11"],
    partitionsMade: ["execution_traces_2025_11", "execution_traces_2025_12"],
    defaultPartition: { name: "execution_traces_default", rowsMoved: 3 },
  };
  expect(viewMigration(report)).toEqual([
    "adopted     the table that was there, with its rows and partitions",
    "applied     0000_create",
    "            0001_add",
    "emptied     execution_traces_default, a default partition: 3 rows moved to their months",
    "indexed     i_2025_11",
    "partitions  execution_traces_2025_11",
    "            execution_traces_2025_12",
    "Up to date.",
  ]);
});
