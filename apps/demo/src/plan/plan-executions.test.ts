import { ExecutionTracer, type TraceOptions } from "@steptrace/core";
import { describe, expect, it, vi } from "vitest";
import type { Workplace } from "../workplace/workplace.js";
import { planExecutions } from "./plan-executions.js";

const workplace: Workplace = {
  root: "/repository",
  folders: ["packages/one", "packages/two", "apps/three"],
  configFiles: ["/repository/package.json"],
  scratch: "/scratch",
  brokenConfigs: ["/scratch/package.json"],
  scripts: ["/dist/skill.js"],
  brokenScripts: ["/scratch/mistake.mjs"],
  service: "http://127.0.0.1:1000/configs",
  silentService: "http://127.0.0.1:1000/silence",
  deadServices: ["http://127.0.0.1:1/configs", "http://127.0.0.1:2/configs"],
  [Symbol.asyncDispose]: async () => {},
};

describe("planExecutions", () => {
  it("lets the skills take turns", () => {
    expect(plan(7).map(({ skillName }) => skillName)).toEqual([
      "index-repository",
      "compress-assets",
      "load-config",
      "call-service",
      "run-checks",
      "index-repository",
      "compress-assets",
    ]);
  });

  it("plans the same each time, however many executions are asked for", () => {
    expect(plan(60)).toEqual(plan(60));
    expect(plan(100).slice(0, 60)).toEqual(plan(60));
  });

  it("gives little time to four of sixty, and none of the others a limit", () => {
    const limited = plan(60).filter(({ options }) => options.timeoutMs !== undefined);
    expect(limited.map(({ skillName }) => skillName).sort()).toEqual([
      "call-service",
      "call-service",
      "compress-assets",
      "compress-assets",
    ]);
  });

  it("keeps what it is told about an execution", () => {
    expect(plan(60).map(({ options }) => options.executionId)).toEqual(Array(60).fill("exec-1"));
  });
});

interface Planned {
  readonly skillName: string;
  readonly options: TraceOptions;
}

/** What the skills would trace; they are not run. */
function plan(count: number): readonly Planned[] {
  const tracer = new ExecutionTracer();
  const planned: Planned[] = [];
  vi.spyOn(tracer, "trace").mockImplementation(async (skillName: string, options: unknown) => {
    planned.push({ skillName, options: options as TraceOptions });
  });
  for (const execute of planExecutions(count, workplace)) void execute(tracer, { executionId: "exec-1" });
  return planned;
}
