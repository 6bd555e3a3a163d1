import { migrate } from "@steptrace/postgres-store";
import { databaseTest } from "@steptrace/test-utils";

/** A test with a migrated database of its file's own. */
export const migratedTest: ReturnType<typeof databaseTest> = databaseTest({
  template: "operations",
  prepare: async (url) => {
    await migrate(url);
  },
});
