import { describe, expect, it } from "vitest";
import { childEnvironment } from "./child-environment.js";
import type { ChildOutcome } from "./child-outcome.js";
import { exitCodeOfChild } from "./exit-code-of-child.js";
import { OutputTail } from "./output-tail.js";
import { verdictOf } from "./verdict-of.js";

const ended: ChildOutcome = { pid: 1, exitCode: 0, timedOut: false, errorLines: [] };
const { exitCode: _, ...withoutCode } = ended;
const startError = (code: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`spawn nope ${code}`), { code });

describe("exitCodeOfChild", () => {
  it.each<[string, ChildOutcome, number]>([
    ["its own code", { ...ended, exitCode: 7 }, 7],
    ["128 + n after signal n", { ...withoutCode, signal: "SIGKILL" }, 137],
    ["124 after its time was up", { ...withoutCode, signal: "SIGTERM", timedOut: true }, 124],
    ["127 where it was not found", { ...withoutCode, startError: startError("ENOENT") }, 127],
    ["126 where it may not be executed", { ...withoutCode, startError: startError("EACCES") }, 126],
  ])("is %s", (_name, outcome, code) => {
    expect(exitCodeOfChild(outcome)).toBe(code);
  });
});

describe("verdictOf", () => {
  it("is success for code 0, whatever was written", () => {
    expect(verdictOf({ ...ended, errorLines: ["warning"] }, undefined)).toEqual({ status: "success" });
  });

  it("is success for code 0, also after a signal that it was told", () => {
    expect(verdictOf({ ...ended, received: "SIGTERM" }, undefined)).toEqual({ status: "success" });
  });

  it.each<[string, ChildOutcome, string]>([
    ["what it said of it on stderr", { ...ended, exitCode: 2, errorLines: ["a", "b"] }, "a\nb"],
    ["the code, where it said nothing", { ...ended, exitCode: 2 }, "Exited with code 2"],
    [
      "the signal, then its lines",
      { ...withoutCode, signal: "SIGKILL", errorLines: ["a"] },
      "Killed by SIGKILL\na",
    ],
    [
      "the signal that came from outside",
      { ...ended, exitCode: 130, received: "SIGINT" },
      "Interrupted by SIGINT",
    ],
    ["the platform's own error", { ...withoutCode, startError: startError("ENOENT") }, "spawn nope ENOENT"],
  ])("is failed, by %s", (_name, outcome, errorMessage) => {
    expect(verdictOf(outcome, undefined)).toEqual({ status: "failed", errorMessage });
  });

  it("is timeout where its time was up, also if it ended well then", () => {
    expect(verdictOf({ ...ended, timedOut: true, errorLines: ["a"] }, 30_000)).toEqual({
      status: "timeout",
      errorMessage: "Timed out after 30.0 s\na",
    });
  });
});

describe("OutputTail", () => {
  it("keeps the end, in whole lines", () => {
    const tail = new OutputTail(10);
    for (const part of ["first\n", "second\n", "third\n"]) tail.add(Buffer.from(part));
    expect(tail.lines()).toEqual(["third", ""]);
  });

  it("keeps everything up to its size, and the end of a line longer than that", () => {
    const tail = new OutputTail(5);
    tail.add(Buffer.from("ab\nc"));
    expect(tail.lines()).toEqual(["ab", "c"]);
    tail.add(Buffer.from("0123456789"));
    expect(tail.lines()).toEqual(["56789"]);
  });

  it("takes any bytes", () => {
    const tail = new OutputTail(10);
    tail.add(Buffer.from([0xff, 0x41]));
    expect(tail.lines()).toEqual(["\ufffdA"]);
  });
});

describe("childEnvironment", () => {
  const traceId = "019a8c5e-7d3a-7bbb-8ccc-1234567890ab";
  const traceparent = "00-019a8c5e7d3a7bbb8ccc1234567890ab-0000000000000001-01";

  it("tells the command its trace", () => {
    const identity = { traceId, executionId: "exec-1", traceparent, redisUrl: "redis://host" };
    expect(childEnvironment({ PATH: "/bin" }, identity)).toEqual({
      PATH: "/bin",
      STEPTRACE_TRACE_ID: traceId,
      STEPTRACE_EXECUTION_ID: "exec-1",
      STEPTRACE_REDIS_URL: "redis://host",
      TRACEPARENT: traceparent,
    });
  });

  it("lets nothing stand of the trace that the caller runs in", () => {
    const outer = {
      STEPTRACE_TRACE_ID: "x",
      STEPTRACE_EXECUTION_ID: "outer",
      STEPTRACE_REDIS_URL: "z",
      TRACESTATE: "y",
    };
    const identity = { traceId, executionId: undefined, traceparent, redisUrl: undefined };
    const env = childEnvironment(outer, identity);
    expect(Object.keys(env)).toEqual(["STEPTRACE_TRACE_ID", "TRACEPARENT"]);
  });
});
