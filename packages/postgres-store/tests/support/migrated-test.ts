import { databaseTest } from "@steptrace/test-utils";
import { migrate } from "../../src/index.js";

/** A database as `migrate` leaves it, one for each test file. */
export const migratedTest = databaseTest({
  template: "postgres-store",
  prepare: async (url) => void (await migrate(url)),
});
