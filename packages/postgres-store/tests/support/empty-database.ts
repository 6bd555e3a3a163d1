import { createTestDatabase, type TestDatabase } from "@steptrace/test-utils";
import { onTestFinished } from "vitest";

/** An empty database of a test's own. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return database;
}
