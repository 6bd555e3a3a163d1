import { migrate } from "@steptrace/postgres-store";
import { databaseTest } from "@steptrace/test-utils";

/** A `test` with a migrated database of its file. */
export const migratedTest = databaseTest({
  template: "migrated",
  async prepare(url) {
    await migrate(url);
  },
});
