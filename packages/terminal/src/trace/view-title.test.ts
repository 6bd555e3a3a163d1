import type { Trace } from "@steptrace/core";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import { viewTitle } from "./view-title.js";

const trace: Trace = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  completedAt: new Date("2025-11-16T11:57:01Z"),
  status: "success",
  steps: [],
  metadata: {},
};

it("says how each status ended", () => {
  const title = (status: Trace["status"]): string => viewTitle({ ...trace, status }, testPage());
  expect(title("success")).toBe("docker-build succeeded in 1.00 s");
  expect(title("failed")).toBe("docker-build failed after 1.00 s");
  expect(title("timeout")).toBe("docker-build timed out after 1.00 s");
});

it("cuts the name, and not how it ended", () => {
  const title = viewTitle({ ...trace, skillName: "docker-build-".repeat(10) }, testPage());
  expect(widthOf(title)).toBe(80);
  expect(title).toMatch(/… succeeded in 1\.00 s$/);
});
