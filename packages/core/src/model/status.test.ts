import { describe, expect, it } from "vitest";
import { InvalidStatusError } from "../errors/invalid-status-error.js";
import { requireFinalStatus, requireStepStatus } from "./status.js";

describe("requireFinalStatus", () => {
  it.each(["success", "failed", "timeout"])("takes %s", (status) => {
    expect(requireFinalStatus(status)).toBe(status);
  });

  it.each(["running", "SUCCESS", "", "ok", null, undefined, 1, ["success"]])("refuses %j", (status) => {
    expect(() => requireFinalStatus(status)).toThrow(InvalidStatusError);
  });
});

describe("requireStepStatus", () => {
  it.each(["success", "failed"])("takes %s", (status) => {
    expect(requireStepStatus(status)).toBe(status);
  });

  it.each(["timeout", "running", "failure", null, undefined, ["failed"]])("refuses %j", (status) => {
    expect(() => requireStepStatus(status)).toThrow(/^Invalid status: expected success, failed; received/);
  });
});
