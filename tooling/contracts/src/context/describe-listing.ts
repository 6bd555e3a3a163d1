import type { TraceContext } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { STRANGE_IDS } from "../ids.js";
import { executionsOf } from "./executions-of.js";

/** What `getAllExecutions` promises. */
export function describeListing(context: () => TraceContext): void {
  describe("getAllExecutions", () => {
    it("gives nothing where there is nothing", async () => {
      expect(await executionsOf(context())).toEqual([]);
    });

    it("gives each of 1,000 executions once", async () => {
      const ids = Array.from({ length: 1000 - STRANGE_IDS.length }, (_, index) => `exec-${index}`);
      const all = [...ids, ...STRANGE_IDS];
      await Promise.all(all.map((id) => context().setTraceId(id, "trace")));
      expect(await executionsOf(context())).toEqual(all.toSorted());
    });

    it("can be left before its end, and begun again", async () => {
      await context().setTraceId("exec-1", "trace");
      await context().setTraceId("exec-2", "trace");
      for await (const id of context().getAllExecutions()) {
        expect(id).toMatch(/^exec-/);
        break;
      }
      expect(await executionsOf(context())).toEqual(["exec-1", "exec-2"]);
    });

    it("bears entries that come and go meanwhile", async () => {
      const stable = Array.from({ length: 200 }, (_, index) => `stable-${index}`);
      await Promise.all(stable.map((id) => context().setTraceId(id, "trace")));
      const seen = new Set<string>();
      for await (const id of context().getAllExecutions()) {
        await context().setTraceId(`new-${seen.size}`, "trace");
        if (seen.size % 2 === 0) await context().deleteTraceId(`new-${seen.size}`);
        expect(seen).not.toContain(id);
        seen.add(id);
        if (seen.size > 10 * stable.length) break;
      }
      for (const id of stable) expect(seen).toContain(id);
    });
  });
}
