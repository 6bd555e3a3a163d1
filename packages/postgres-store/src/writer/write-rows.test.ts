import { encodeTrace } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect, it } from "vitest";
import { sampleTrace } from "../../tests/support/sample-trace.js";
import { tracesTable } from "../schema/execution-traces.js";
import { writeRows } from "./write-rows.js";

const dialect = new PgDialect();
const row = encodeTrace(sampleTrace());

/** A table that has no partition for so many inserts, as a connection sees it that has not heard of a new one. */
function tableWithout(insertsThatFail: number) {
  const statements: string[] = [];
  const run = async <R>(statement: SQL): Promise<readonly R[]> => {
    const { sql } = dialect.sqlToQuery(statement);
    statements.push(sql.trim().split(/\s+/, 2).join(" "));
    const inserts = statements.filter((text) => /^insert/i.test(text)).length;
    if (/^\s*insert/i.test(sql) && inserts <= insertsThatFail)
      throw Object.assign(new Error("no partition of relation found for row"), { code: "23514" });
    return [];
  };
  const target = { run, table: tracesTable(undefined), features: undefined, counting: undefined };
  return { target: { ...target, schema: undefined }, statements };
}

it("goes on looking for a partition that another process has just made", async () => {
  const { target, statements } = tableWithout(4);
  expect(await writeRows(target, [row])).toEqual([row]);
  expect(statements.filter((text) => /^insert/i.test(text))).toHaveLength(5);
});

it("says so in the end where there is none", async () => {
  const { target } = tableWithout(100);
  await expect(writeRows(target, [row])).rejects.toThrow(/no partition/);
});
