import { expect, it } from "vitest";
import { parseInfo } from "./parse-info.js";

it("reads fields, whatever stands in them, and leaves out headings", () => {
  const text = "# Server\r\nredis_version:7.0.15\r\nexecutable:/a:b\r\n\r\n# Memory\r\nempty:\r\n";
  expect([...parseInfo(text)]).toEqual([
    ["redis_version", "7.0.15"],
    ["executable", "/a:b"],
    ["empty", ""],
  ]);
});

it("reads nothing from nothing", () => {
  expect(parseInfo("").size).toBe(0);
});
