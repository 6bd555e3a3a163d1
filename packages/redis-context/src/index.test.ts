import { expect, it } from "vitest";
import * as surface from "./index.js";

it("exports what is meant for others, and nothing else", () => {
  expect(Object.keys(surface)).toEqual([
    "RedisTraceEvents",
    "RedisStepJournal",
    "RedisInspector",
    "RedisTraceContext",
  ]);
});
