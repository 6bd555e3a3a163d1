import type { TraceStatus } from "@steptrace/core";
import type { TraceSummary } from "@steptrace/query";
import { expect, it } from "vitest";
import { collectTraces } from "./collect-traces.js";

/** Newest first, a second apart; every tenth failed. */
const history: readonly TraceSummary[] = Array.from({ length: 1000 }, (_, index) => ({
  traceId: `t${index}`,
  skillName: "backup",
  startedAt: new Date(1_000_000 - index * 1000),
  status: (index % 10 === 9 ? "failed" : "success") satisfies TraceStatus,
}));

function reader(): { readonly asked: number[]; read(limit: number): Promise<readonly TraceSummary[]> } {
  const asked: number[] = [];
  return {
    asked,
    async read(limit) {
      asked.push(limit);
      return history.slice(0, limit);
    },
  };
}

it("asks once where no filter leaves anything out", async () => {
  const { asked, read } = reader();
  const { traces } = await collectTraces(read, { status: undefined, since: undefined }, 20);
  expect(traces).toEqual(history.slice(0, 20));
  expect(asked).toEqual([20]);
});

it("asks for more until enough match", async () => {
  const { asked, read } = reader();
  const { traces } = await collectTraces(read, { status: "failed", since: undefined }, 3);
  expect(traces.map(({ traceId }) => traceId)).toEqual(["t9", "t19", "t29"]);
  expect(asked).toEqual([3, 24, 192]);
});

it("stops at the first trace that is too old, and at the end of the history", async () => {
  const { asked, read } = reader();
  const since = new Date(1_000_000 - 12_000);
  const recent = await collectTraces(read, { status: "failed", since }, 2);
  expect(recent).toEqual({ traces: [history[9]] });
  expect(asked).toEqual([2, 16]);
  const all = await collectTraces(reader().read, { status: "timeout", since: undefined }, 20);
  expect(all).toEqual({ traces: [] });
});

it("says so where it gave up looking", async () => {
  const endless = async (limit: number): Promise<readonly TraceSummary[]> =>
    Array.from({ length: limit }, () => history[0] as TraceSummary);
  const found = await collectTraces(endless, { status: "failed", since: undefined }, 20);
  expect(found).toEqual({ traces: [], lookedAt: 50_000 });
});
