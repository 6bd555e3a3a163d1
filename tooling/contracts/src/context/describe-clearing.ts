import type { TraceContext } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { STRANGE_IDS } from "../ids.js";
import { executionsOf } from "./executions-of.js";

/**
 * What `clearAll` promises.
 *
 * @param another makes a second context, apart from the first
 */
export function describeClearing(context: () => TraceContext, another: () => Promise<TraceContext>): void {
  describe("clearAll", () => {
    it("forgets all executions and says how many there were", async () => {
      const all = [...Array.from({ length: 1000 }, (_, index) => `exec-${index}`), ...STRANGE_IDS];
      await Promise.all(all.map((id) => context().setTraceId(id, "trace")));
      expect(await context().clearAll()).toBe(all.length);
      expect(await executionsOf(context())).toEqual([]);
      expect(await context().clearAll()).toBe(0);
    });

    it("leaves the entries of other contexts alone", async () => {
      const other = await another();
      await other.setTraceId("exec-123", "theirs");
      await context().setTraceId("exec-123", "ours");
      expect(await executionsOf(context())).toEqual(["exec-123"]);
      expect(await context().clearAll()).toBe(1);
      expect(await other.getTraceId("exec-123")).toBe("theirs");
      expect(await executionsOf(other)).toEqual(["exec-123"]);
    });

    it("leaves a context that works", async () => {
      await context().setTraceId("exec-123", "first");
      await context().clearAll();
      await context().setTraceId("exec-123", "second");
      expect(await context().getTraceId("exec-123")).toBe("second");
    });
  });
}
