import { InvalidArgumentError, type TraceContext } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { MALFORMED_IDS } from "../ids.js";
import { executionsOf } from "./executions-of.js";

/** That no method takes what is no id. */
export function describeMalformedIds(context: () => TraceContext): void {
  describe("a malformed id", () => {
    it.each(MALFORMED_IDS)("is refused by every method: one %s", async (_, id) => {
      const calls = [
        context().setTraceId(id, "trace"),
        context().setTraceId("exec-123", id),
        context().getTraceId(id),
        context().renew(id),
        context().deleteTraceId(id),
        context().getTtl(id),
      ];
      for (const result of await Promise.allSettled(calls)) {
        expect(result).toMatchObject({ status: "rejected", reason: expect.any(InvalidArgumentError) });
      }
      expect(await executionsOf(context())).toEqual([]);
    });

    it.each([undefined, null, 7, {}, ["exec"]])("is refused: %j, which is no string", async (id) => {
      await expect(context().getTraceId(id as never)).rejects.toThrow(InvalidArgumentError);
      await expect(context().setTraceId(id as never, "trace")).rejects.toThrow(InvalidArgumentError);
      await expect(context().setTraceId("exec-123", id as never)).rejects.toThrow(InvalidArgumentError);
    });
  });
}
