import { describe, it } from "vitest";
import { executionsOf } from "./executions-of.js";
import type { MakeContext } from "./make-context.js";

const LONG_SECONDS = 60;
const PATIENCE = { timeout: 10_000, interval: 20 };

/** What the time to live promises; at the same time, for each test waits for a second or so. */
export function describeExpiry(makeContext: MakeContext): void {
  describe.concurrent("expiry", () => {
    it("gives the seconds that are left", async ({ expect }) => {
      const own = await makeContext({ ttlSeconds: LONG_SECONDS });
      await own.setTraceId("exec-123", "trace");
      const left = await own.getTtl("exec-123");
      expect(Number.isInteger(left)).toBe(true);
      expect(left).toBeGreaterThan(LONG_SECONDS - 5);
      expect(left).toBeLessThanOrEqual(LONG_SECONDS);
    });

    it("gives no time to live where there is no entry", async ({ expect }) => {
      const own = await makeContext({ ttlSeconds: LONG_SECONDS });
      expect(await own.getTtl("exec-123")).toBeUndefined();
    });

    it("forgets an execution when its time is over", async ({ expect }) => {
      const own = await makeContext({ ttlSeconds: 1 });
      await own.setTraceId("exec-123", "trace");
      await expect.poll(() => own.getTraceId("exec-123"), PATIENCE).toBeUndefined();
      expect(await own.getTtl("exec-123")).toBeUndefined();
      expect(await own.renew("exec-123")).toBe(false);
      expect(await executionsOf(own)).toEqual([]);
      expect(await own.clearAll()).toBe(0);
    });

    it("starts the time anew when the entry is renewed", async ({ expect }) => {
      const own = await makeContext({ ttlSeconds: 3 });
      await own.setTraceId("exec-123", "trace");
      await expect.poll(() => own.getTtl("exec-123"), PATIENCE).toBeLessThan(3);
      expect(await own.renew("exec-123")).toBe(true);
      expect(await own.getTtl("exec-123")).toBe(3);
      expect(await own.getTraceId("exec-123")).toBe("trace");
    });

    it("starts the time anew when the trace is set again", async ({ expect }) => {
      const own = await makeContext({ ttlSeconds: 3 });
      await own.setTraceId("exec-123", "trace");
      await expect.poll(() => own.getTtl("exec-123"), PATIENCE).toBeLessThan(3);
      await own.setTraceId("exec-123", "trace");
      expect(await own.getTtl("exec-123")).toBe(3);
    });

    it("renews nothing where there is no entry", async ({ expect }) => {
      const own = await makeContext({ ttlSeconds: LONG_SECONDS });
      expect(await own.renew("exec-123")).toBe(false);
      expect(await own.getTraceId("exec-123")).toBeUndefined();
    });
  });
}
