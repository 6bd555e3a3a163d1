import { migrate } from "@steptrace/postgres-store";
import { databaseTest } from "@steptrace/test-utils";

/** A migrated database, one for each test file. */
export const queryTest = databaseTest({
  template: "query",
  prepare: async (url) => void (await migrate(url)),
});
