import { describe, expect, it } from "vitest";
import {
  databasePrefix,
  runName,
  runStart,
  templateDatabaseName,
  uniqueDatabaseName,
} from "./database-name.js";

const run = runName(new Date("2026-01-02T03:04:05Z"));

describe("databaseName", () => {
  it("is another one at each call, under the prefix of the run", () => {
    const names = [uniqueDatabaseName(run), uniqueDatabaseName(run)];
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.startsWith(databasePrefix(run))).toBe(true);
  });

  it("tells when its run began", () => {
    const began = new Date("2026-01-02T03:04:05Z");
    expect(runStart(uniqueDatabaseName(run))).toEqual(began);
    expect(runStart(templateDatabaseName(run, "migrated"))).toEqual(began);
    expect(runStart("postgres")).toBeUndefined();
  });

  it("refuses a template name that PostgreSQL would cut", () => {
    expect(() => templateDatabaseName(run, "x".repeat(60))).toThrow(/at most 63; shorten it by \d+/);
  });
});
