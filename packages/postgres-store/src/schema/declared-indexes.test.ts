import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, it } from "vitest";
import { declaredIndexes } from "./declared-indexes.js";
import { executionTraces } from "./execution-traces.js";

it("knows every index of the schema, by the statement of its migration", () => {
  const names = getTableConfig(executionTraces).indexes.map(({ config }) => config.name);
  expect(declaredIndexes(undefined).map(({ name }) => name)).toEqual(names);
});

it("declares on the table of a schema", () => {
  expect(declaredIndexes('my "own"')[0]?.statement).toBe(
    "CREATE INDEX IF NOT EXISTS execution_traces_skill_started_idx " +
      'ON ONLY "my ""own"""."execution_traces" (skill_name, started_at DESC, trace_id DESC);',
  );
});
