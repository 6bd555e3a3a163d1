import {
  ContextError,
  InvalidArgumentError,
  StorageError,
  type StorageFailure,
  TraceFinalizedError,
  UnknownExecutionError,
} from "@steptrace/core";
import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { describeFault } from "./describe-fault.js";
import { exitCodeOf } from "./exit-code.js";
import { NothingFoundError } from "./nothing-found-error.js";
import { OutputError } from "./output-error.js";
import { UsageError } from "./usage-error.js";

describe("exitCodeOf", () => {
  it.each<[StorageFailure, number]>([
    ["unreachable", 3],
    ["timeout", 3],
    ["held", 3],
    ["rejected", 3],
    ["closed", 3],
    ["authentication", 2],
    ["permission", 2],
    ["not-migrated", 2],
    ["newer-schema", 2],
  ])("tells a storage that is %s by %d", (reason, code) => {
    expect(exitCodeOf(new StorageError("…", { reason }))).toBe(code);
  });

  it("tells wrong use, a no, a lost Redis, a full disk and help apart", () => {
    expect(exitCodeOf(new UsageError("…"))).toBe(2);
    expect(exitCodeOf(new InvalidArgumentError("limit", "a number", "x"))).toBe(2);
    expect(exitCodeOf(new CommanderError(1, "commander.unknownOption", "…"))).toBe(2);
    expect(exitCodeOf(new CommanderError(0, "commander.helpDisplayed", "…"))).toBe(0);
    expect(exitCodeOf(new NothingFoundError("…"))).toBe(1);
    expect(exitCodeOf(new UnknownExecutionError("exec-1", undefined))).toBe(1);
    expect(exitCodeOf(new TraceFinalizedError("trace-1", "success", "…"))).toBe(1);
    expect(exitCodeOf(new ContextError("…"))).toBe(3);
    expect(exitCodeOf(new OutputError(new Error("ENOSPC")))).toBe(3);
  });

  it("tells a bug by a code of its own", () => {
    expect(exitCodeOf(new TypeError("x is undefined"))).toBe(70);
  });
});

describe("describeFault", () => {
  it("says what a fault says itself", () => {
    expect(describeFault(new UsageError("Expected an id."))).toBe("Expected an id.");
  });

  it("says of a bug that it is one, without its stack", () => {
    const text = describeFault(new TypeError("x is undefined"));
    expect(text).toContain("TypeError: x is undefined");
    expect(text).toContain("bug of steptrace");
    expect(text).not.toContain(" at ");
  });
});
