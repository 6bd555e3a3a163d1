import type { TraceSummary } from "@steptrace/query";
import { describe, expect, it } from "vitest";
import { skillStatistics } from "./skill-statistics.js";

describe("skillStatistics", () => {
  it("counts timeouts as failures, and all executions for the percentiles", () => {
    const traces = [
      summary({ completedAt: new Date(10) }),
      summary({ completedAt: new Date(20), status: "failed" }),
      summary({ completedAt: new Date(30), status: "timeout" }),
      summary({ completedAt: new Date(400) }),
    ];
    expect(skillStatistics("build", traces)).toEqual({
      skillName: "build",
      executions: 4,
      failureRate: 0.5,
      p50: 20,
      p95: 400,
    });
  });

  it("is all zeros for a skill that never ran", () => {
    expect(skillStatistics("build", [])).toMatchObject({ executions: 0, failureRate: 0, p50: 0, p95: 0 });
  });
});

function summary(parts: Partial<TraceSummary>): TraceSummary {
  return { traceId: "t", skillName: "build", startedAt: new Date(0), status: "success", ...parts };
}
