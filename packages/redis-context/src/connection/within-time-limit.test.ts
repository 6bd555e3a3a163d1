import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withinTimeLimit } from "./within-time-limit.js";

describe("withinTimeLimit", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("settles as the promise does, and leaves no timer", async () => {
    expect(await withinTimeLimit(Promise.resolve(7), 500)).toBe(7);
    await expect(withinTimeLimit(Promise.reject(new Error("no")), 500)).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("rejects when the time is over, and ignores what comes later", async () => {
    const { promise, reject } = withResolvers<never>();
    const limited = withinTimeLimit(promise, 500);
    const outcome = expect(limited).rejects.toThrow("no answer");
    await vi.advanceTimersByTimeAsync(501);
    await outcome;
    reject(new Error("late"));
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

function withResolvers<T>(): { readonly promise: Promise<T>; readonly reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}
