import { migrate } from "@steptrace/postgres-store";
import { createTestDatabase, databaseTest, type TestDatabase } from "@steptrace/test-utils";
import { onTestFinished } from "vitest";

const MIGRATED = {
  template: "operations",
  prepare: async (url: string): Promise<void> => {
    await migrate(url);
  },
};

/** A test with a migrated database of its file's own. */
export const migratedTest: ReturnType<typeof databaseTest> = databaseTest(MIGRATED);

/** A migrated database for a test that breaks it. */
export async function migratedDatabase(): Promise<TestDatabase> {
  return untilFinished(await createTestDatabase(MIGRATED));
}

/** A database without anything in it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return untilFinished(await createTestDatabase());
}

function untilFinished(database: TestDatabase): TestDatabase {
  onTestFinished(() => database.drop());
  return database;
}
