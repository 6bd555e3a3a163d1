import { describe, expect, it } from "vitest";
import { explainFault } from "./explain-fault.js";

describe("explainFault", () => {
  it.each([
    ["NOAUTH Authentication required.", /URL/],
    ["WRONGPASS invalid username-password pair or user is disabled.", /user and password/],
    ["OOM command not allowed when used memory > 'maxmemory'.", /maxmemory/],
    ["READONLY You can't write against a read only replica.", /primary/],
    ["LOADING Redis is loading the dataset in memory", /loaded/],
    ["MOVED 866 127.0.0.1:7001", /Cluster/],
    ["the client is closed", /open/],
    ["connect ECONNREFUSED 127.0.0.1:6379", /runs there/],
    ["Whatever comes next", /runs there/],
  ])("says what to do about: %s", (message, advice) => {
    const explanation = explainFault(new Error(message));
    expect(explanation.reason).toBe(message.replace(/\.$/, ""));
    expect(explanation.advice).toMatch(advice);
  });

  it("says why each address of a host failed", () => {
    const error = new AggregateError([new Error("connect ECONNREFUSED ::1:1"), new Error("ENETUNREACH")], "");
    expect(explainFault(error).reason).toBe("connect ECONNREFUSED ::1:1; ENETUNREACH");
  });

  it("says the cause of an error too", () => {
    const error = new Error("Failed to refresh slots cache.", {
      cause: new Error("NOAUTH Authentication required."),
    });
    expect(explainFault(error).reason).toBe("Failed to refresh slots cache. NOAUTH Authentication required");
  });

  it("takes what is no error", () => {
    expect(explainFault("boom").reason).toBe("boom");
  });
});
