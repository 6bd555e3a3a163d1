import type { TestAPI } from "vitest";
import { createTestDatabase, type TestDatabase } from "./create-test-database.js";
import { redisTest, type TestRedis } from "./redis-test.js";
import type { DatabaseOptions } from "./template-database.js";

/**
 * A `test` with two fixtures: `db`, a database that all tests of the file share and that is dropped after them; and
 * `redis`, as in {@link redisTest}. A fixture that no test asks for is not made.
 *
 * @param options how to fill the database; without them it is empty
 * @example
 * const test = databaseTest({ template: "migrated", prepare: (url) => migrate({ url }) });
 *
 * test("stores a trace", async ({ db }) => {
 *   const rows = await db.sql`SELECT 1 AS one`;
 * });
 */
export function databaseTest(
  options?: DatabaseOptions,
): TestAPI<{ readonly db: TestDatabase; readonly redis: TestRedis }> {
  return redisTest.extend<{ $file: { db: TestDatabase } }>({
    db: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixtures that a function needs from its pattern
      async ({}, use) => {
        const database = await createTestDatabase(options);
        await use(database);
        await database.drop();
      },
      { scope: "file" },
    ],
  });
}
