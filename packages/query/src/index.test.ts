import { expect, it } from "vitest";
import * as surface from "./index.js";

it("exports what is documented, and nothing else", () => {
  expect(Object.keys(surface).toSorted()).toEqual(["StoredTraceEvents", "TraceQuery"]);
});
