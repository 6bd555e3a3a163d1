import { StorageError, type StorageFailure } from "@steptrace/core";
import { expect, it } from "vitest";
import { judgeDatabaseFault } from "./judge-database-fault.js";

it.each<[StorageFailure, string, string]>([
  ["unreachable", "database-unreachable", "error"],
  ["timeout", "database-unreachable", "error"],
  ["authentication", "database-authentication", "error"],
  ["held", "store-held", "warning"],
  ["rejected", "database-refused", "error"],
  ["permission", "database-refused", "error"],
])("tells a database that is %s by %s", (reason, code, severity) => {
  const fault = new StorageError("It failed at db:5432/app.", { reason });
  expect(judgeDatabaseFault(fault, "db:5432/app")).toMatchObject({
    code,
    severity,
    what: "It failed at db:5432/app.",
    subject: "db:5432/app",
  });
});

it.each<[StorageFailure, string, RegExp]>([
  ["unreachable", "db:5432/app", /^pg_isready -d postgres:\/\/db:5432 /],
  ["unreachable", "[::1]:5432/app", /^pg_isready -d postgres:\/\/\[::1\]:5432 /],
  ["authentication", "db:5432/app", /^psql postgres:\/\/db:5432\/app /],
  ["authentication", "db:5432/the user's default database", /^psql postgres:\/\/db:5432 /],
  ["rejected", "/a b/.steptrace", /^ls -ld "\/a b\/\.steptrace" "\/a b\/\.steptrace\/data"$/],
  ["rejected", "the application's own database", /^SELECT 1;/],
  ["held", "/a b/.steptrace", /^steptrace doctor /],
])("says what to do about one that is %s at %s", (reason, target, fix) => {
  expect(judgeDatabaseFault(new StorageError("It failed.", { reason }), target).fix).toMatch(fix);
});
