import { randomUUID } from "node:crypto";
import type { TraceContext } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { STRANGE_IDS } from "../ids.js";
import { executionsOf } from "./executions-of.js";

/** What setting, looking up and deleting promise. */
export function describeSetting(context: () => TraceContext): void {
  describe("setTraceId, getTraceId", () => {
    it("gives the trace of an execution", async () => {
      const traceId = randomUUID();
      await context().setTraceId("exec-123", traceId);
      expect(await context().getTraceId("exec-123")).toBe(traceId);
    });

    it("gives undefined for an execution that nobody has set", async () => {
      expect(await context().getTraceId("exec-123")).toBeUndefined();
    });

    it("replaces the trace of an execution", async () => {
      await context().setTraceId("exec-123", "first");
      await context().setTraceId("exec-123", "second");
      expect(await context().getTraceId("exec-123")).toBe("second");
    });

    it("lets several executions have one trace", async () => {
      await context().setTraceId("exec-1", "trace");
      await context().setTraceId("exec-2", "trace");
      expect(await context().getTraceId("exec-1")).toBe("trace");
      expect(await context().getTraceId("exec-2")).toBe("trace");
    });

    it("tells executions apart that differ in case or white space alone", async () => {
      const ids = ["exec", "EXEC", "exec ", " exec"];
      for (const id of ids) await context().setTraceId(id, `trace of '${id}'`);
      for (const id of ids) expect(await context().getTraceId(id)).toBe(`trace of '${id}'`);
    });

    it.each(STRANGE_IDS)("takes %j as an id like any other", async (id) => {
      await context().setTraceId(id, id);
      expect(await context().getTraceId(id)).toBe(id);
      expect(await context().getTtl(id)).toBeGreaterThan(0);
      expect(await context().renew(id)).toBe(true);
      expect(await executionsOf(context())).toEqual([id]);
      await context().deleteTraceId(id);
      expect(await context().getTraceId(id)).toBeUndefined();
    });

    it("keeps 100 executions apart that are set at the same time", async () => {
      const ids = Array.from({ length: 100 }, (_, index) => `exec-${index}`);
      await Promise.all(ids.map((id) => context().setTraceId(id, `trace of ${id}`)));
      const traceIds = await Promise.all(ids.map((id) => context().getTraceId(id)));
      expect(traceIds).toEqual(ids.map((id) => `trace of ${id}`));
    });

    it("keeps one whole trace id of many that are set for one execution at the same time", async () => {
      const traceIds = Array.from({ length: 100 }, () => randomUUID());
      await Promise.all(traceIds.map((traceId) => context().setTraceId("exec-123", traceId)));
      expect(traceIds).toContain(await context().getTraceId("exec-123"));
      expect(await executionsOf(context())).toEqual(["exec-123"]);
    });
  });

  describe("deleteTraceId", () => {
    it("forgets the execution, and no other", async () => {
      await context().setTraceId("exec-1", "trace");
      await context().setTraceId("exec-2", "trace");
      await context().deleteTraceId("exec-1");
      expect(await executionsOf(context())).toEqual(["exec-2"]);
      expect(await context().getTtl("exec-1")).toBeUndefined();
    });

    it("does nothing where there is no entry", async () => {
      await expect(context().deleteTraceId("exec-123")).resolves.toBeUndefined();
    });
  });
}
