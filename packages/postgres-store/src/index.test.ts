import { expect, it } from "vitest";
import * as surface from "./index.js";

it("exports what is documented, and nothing else", () => {
  expect(Object.keys(surface).toSorted()).toEqual([
    "Database",
    "IS_UNCOUNTED",
    "IS_UNFILLED",
    "IS_UNREAD",
    "TRACE_COLUMNS",
    "TraceStorage",
    "dataDirectory",
    "declaredIndexes",
    "listPartitions",
    "listReduced",
    "maintainPartitions",
    "makeDirectory",
    "migrate",
    "openDatabase",
    "readMigrationState",
    "readTraceRow",
    "rebuildStatistics",
    "redactUrl",
    "selectHoursFrom",
    "selectSummaries",
    "stepNamesText",
    "tableRegclass",
    "textArray",
    "timestampText",
    "tracesTable",
  ]);
});
