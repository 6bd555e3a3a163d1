import { StorageError } from "@steptrace/core";
import type { TestDatabase } from "@steptrace/test-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { maintain } from "../src/index.js";
import { contents, makeMonth, migratedDatabase, nameAgo, pastMonth, tableNames } from "./support/history.js";

/** The URL of a role of the database's own that may read and write, and nothing else. */
async function writerUrl({ url, sql }: TestDatabase): Promise<string> {
  const role = `keeper_${new URL(url).pathname.slice(-8)}`;
  await sql.unsafe(
    `CREATE ROLE ${role} LOGIN; GRANT SELECT, INSERT, UPDATE ON execution_traces TO ${role};
     GRANT SELECT, INSERT ON steptrace_signatures, steptrace_texts TO ${role}`,
  );
  // Before version 15, everybody may make tables in the schema public.
  await sql.unsafe("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  onTestFinished(async () => {
    await sql.unsafe(`DROP OWNED BY ${role}`);
    await sql.unsafe(`DROP ROLE ${role}`);
  });
  const own = new URL(url);
  own.username = role;
  return own.href;
}

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StorageError);
  expect(error).toMatchObject({ reason: "permission", sqlState: "42501" });
  return (error as StorageError).message;
}

describe("a role that does not own the table", () => {
  it("is told what the owner is to run, and changes nothing", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2);
    const url = await writerUrl(db);
    const before = [await tableNames(db), await contents(db)];
    const ahead = await refusal(maintain(url, { aheadMonths: 4 }));
    expect(ahead).toContain(nameAgo(-4));
    expect(ahead).toContain("steptrace maintain");
    const analysing = await refusal(maintain(url, { keepMonths: 1 }));
    expect(analysing).toMatch(
      /Run `steptrace maintain` as the role that owns the table, or let that role run: ANALYZE/,
    );
    expect([await tableNames(db), await contents(db)]).toEqual(before);
  });

  it("may ask what would be done", async () => {
    const db = await migratedDatabase();
    await makeMonth(db, 2);
    const report = await maintain(await writerUrl(db), { keepMonths: 1, dryRun: true });
    expect(report.partitions[0]).toMatchObject({ name: nameAgo(2), action: "dropped" });
  });
});

describe("a role that owns the table, and not all of its partitions", () => {
  it("is told of which, and the statement for it", async () => {
    const db = await migratedDatabase();
    await pastMonth(db, 2);
    const url = await writerUrl(db);
    const role = new URL(url).username;
    await db.sql.unsafe(
      `ALTER TABLE execution_traces OWNER TO ${role}; GRANT CREATE ON SCHEMA public TO ${role}`,
    );
    onTestFinished(() => db.sql.unsafe("ALTER TABLE execution_traces OWNER TO postgres").then(() => {}));
    const filling = await refusal(maintain(url));
    expect(filling).toContain("Filling in failures failed: permission denied for table steptrace_");
    expect(filling).toContain("Run `steptrace maintain` as the role that owns the table");
    await db.sql.unsafe(`GRANT ALL ON steptrace_signatures, steptrace_postings TO ${role}`);
    const counting = await refusal(maintain(url));
    expect(counting).toContain("Keeping statistics failed: permission denied for table steptrace_statistics");
    await db.sql.unsafe(`GRANT ALL ON steptrace_statistics, steptrace_texts TO ${role}`);
    const dropping = await refusal(maintain(url, { keepMonths: 1 }));
    expect(dropping).toContain(`must be owner of table ${nameAgo(2)}`);
    expect(dropping).toContain(`let that role run: DROP TABLE "public"."${nameAgo(2)}";`);
    const keeping = await refusal(maintain(url, { keepMonths: 1, keepFailureMonths: 3 }));
    expect(keeping).toContain(`Keeping the failures of ${nameAgo(2)} failed`);
    expect(await tableNames(db)).toEqual([2, 0, -1, -2, -3].map(nameAgo));
  });
});
