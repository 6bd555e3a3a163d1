import { ContextError, InvalidArgumentError } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { toFault } from "./to-fault.js";

const attempt = {
  Fault: ContextError,
  what: "clear the executions",
  address: "127.0.0.1:6379",
  limitMs: 500,
};

describe("toFault", () => {
  it("says what was tried, where, why it failed, what was expected and what to do", () => {
    const cause = new Error("OOM command not allowed.");
    const error = toFault(cause, attempt);
    expect(error).toBeInstanceOf(ContextError);
    expect(error.message).toBe(
      "Could not clear the executions in Redis at 127.0.0.1:6379: OOM command not allowed. " +
        "Expected an answer within 500 ms. Free memory of Redis, or raise its maxmemory.",
    );
    expect(error.cause).toBe(cause);
  });

  it("leaves errors of steptrace as they are", () => {
    const error = new InvalidArgumentError("executionId", "a text", 7);
    expect(toFault(error, attempt)).toBe(error);
  });
});
