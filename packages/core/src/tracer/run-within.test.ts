import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runWithin } from "./run-within.js";

const timeoutError = (): Error => new Error("time is up");
const never = (): Promise<never> => new Promise(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("runWithin", () => {
  it("gives what the function gives, and leaves no timer and no listener behind", async () => {
    const { signal } = new AbortController();
    expect(await runWithin(async () => 5, { timeoutMs: 1000, timeoutError, signal })).toBe(5);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("rejects when the time is up, and tells the function", async () => {
    let inner: AbortSignal | undefined;
    const run = runWithin(
      (signal) => {
        inner = signal;
        return never();
      },
      { timeoutMs: 50, timeoutError, signal: undefined },
    ).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(49);
    expect(inner?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await run).toEqual(new Error("time is up"));
    expect(await run).toBe(inner?.reason);
  });

  it("does not run the function where the signal is aborted already", async () => {
    const fn = vi.fn(never);
    const signal = AbortSignal.abort("stop");
    await expect(runWithin(fn, { timeoutMs: undefined, timeoutError, signal })).rejects.toBe("stop");
    expect(fn).not.toHaveBeenCalled();
  });

  it("rejects with the reason when the signal aborts later, and hands it on", async () => {
    const controller = new AbortController();
    let inner: AbortSignal | undefined;
    const run = runWithin(
      (signal) => {
        inner = signal;
        return never();
      },
      { timeoutMs: 1000, timeoutError, signal: controller.signal },
    );
    controller.abort("stop");
    await expect(run).rejects.toBe("stop");
    expect(inner?.reason).toBe("stop");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no rejection unhandled when the function fails after its time", async () => {
    let failLate: (error: Error) => void = () => {};
    const late = new Promise<never>((_, reject) => {
      failLate = reject;
    });
    const run = runWithin(() => late, { timeoutMs: 1, timeoutError, signal: undefined });
    const rejected = expect(run).rejects.toThrow("time is up");
    await vi.advanceTimersByTimeAsync(1);
    await rejected;
    failLate(new Error("too late"));
    await expect(late).rejects.toThrow("too late");
  });
});
