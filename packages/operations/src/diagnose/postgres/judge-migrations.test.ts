import { StorageError } from "@steptrace/core";
import { expect, it } from "vitest";
import { judgeMigrations } from "./judge-migrations.js";

it("finds nothing where all were applied", () => {
  const state = { applied: ["0000_create", "0001_add"], pending: [] };
  expect(judgeMigrations(state, true)).toEqual({ summary: "2 applied", findings: [] });
});

it.each([
  [false, "there is no table execution_traces"],
  [true, "migrate adopts it"],
])("finds that none was applied; a table is there: %s", (hasTable, what) => {
  expect(judgeMigrations({ applied: [], pending: ["0000_create"] }, hasTable).findings).toEqual([
    {
      code: "not-migrated",
      severity: "error",
      what: expect.stringContaining(what),
      fix: "steptrace migrate",
    },
  ]);
});

it("finds those that are pending", () => {
  const state = { applied: ["0000_create"], pending: ["0001_add", "0002_index"] };
  expect(judgeMigrations(state, true).findings).toMatchObject([
    {
      code: "migrations-pending",
      what: expect.stringContaining("2 migrations of this version: 0001_add, 0002_index"),
    },
  ]);
});

it.each([
  ["newer-schema", "newer-schema"],
  ["rejected", "migrations-edited"],
] as const)("finds a conflict: %s", (reason, code) => {
  const conflict = new StorageError("It does not fit.", { reason });
  expect(judgeMigrations({ applied: ["0000_create"], pending: [], conflict }, true).findings).toMatchObject([
    { code, severity: "error", what: "It does not fit." },
  ]);
});
