import { expect, it } from "vitest";
import * as surface from "./index.js";

it("exports what is documented, and nothing else", () => {
  expect(Object.keys(surface).toSorted()).toEqual([
    "Database",
    "TRACE_COLUMNS",
    "TraceStorage",
    "dataDirectory",
    "declaredIndexes",
    "listPartitions",
    "maintainPartitions",
    "makeDirectory",
    "migrate",
    "openDatabase",
    "readMigrationState",
    "readTraceRow",
    "redactUrl",
    "tableRegclass",
    "textArray",
    "timestampText",
    "tracesTable",
  ]);
});
