import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traceOf } from "../../tests/trace-of.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { compareTraces, type TraceComparison } from "./compare-traces.js";

/** Steps by a text: `load build(pull push!)` are two at the top, two in the second, of which the last failed. */
function parse(text: string): Trace {
  const steps: Partial<Step>[] = [];
  const open: number[] = [];
  for (const [token] of text.matchAll(/[()]|[^\s()]+/g)) {
    if (token === "(") open.push(steps.length);
    else if (token === ")") open.pop();
    else {
      const [, name = "", mark, ms] = /^([a-z]+)(!?)(?:=(\d+))?$/.exec(token) ?? [];
      const parentId = open.at(-1);
      const status = mark === "!" ? "failed" : "success";
      const durationUs = Number(ms ?? 10) * 1000;
      steps.push({
        id: steps.length + 1,
        ...(parentId !== undefined && { parentId }),
        name,
        status,
        durationUs,
      });
    }
  }
  return traceOf(...steps);
}

const names = (steps: readonly { readonly name: string }[]) => steps.map(({ name }) => name);
const pairs = (list: TraceComparison["reordered"]) => list.map(({ a }) => a.name);

/** Traces of few names, nested at will, with durations that differ. */
const someTrace: fc.Arbitrary<Trace> = fc
  .array(
    fc.record({
      name: fc.constantFrom("a", "b", "c", "d"),
      parent: fc.option(fc.nat({ max: 12 })),
      status: fc.constantFrom("success" as const, "failed" as const),
      durationUs: fc.constantFrom(0, 900, 10_000, 20_000),
    }),
    { maxLength: 14 },
  )
  .map((steps) =>
    traceOf(
      ...steps.map(({ parent, ...step }, index) => ({
        ...step,
        id: index + 1,
        ...(parent !== null && { parentId: parent }),
      })),
    ),
  );

describe("compareTraces", () => {
  it("finds steps that are missing, and that were added, at any depth", () => {
    const { missing, added, reordered } = compareTraces(
      parse("load build(pull tag push) clean"),
      parse("load check build(pull push(retry))"),
    );
    expect(names(missing)).toEqual(["tag", "clean"]);
    expect(names(added)).toEqual(["check", "retry"]);
    expect(missing[0]).toMatchObject({ name: "tag", path: ["build"] });
    expect(added[1]).toMatchObject({ name: "retry", path: ["build", "push"] });
    expect(reordered).toEqual([]);
  });

  it("counts what ran in a missing step as missing", () => {
    const { missing, added } = compareTraces(parse("a b(c d(e))"), parse("a"));
    expect(names(missing)).toEqual(["b", "c", "d", "e"]);
    expect(added).toEqual([]);
  });

  it("tells a step that moved from one that is missing here and added there", () => {
    const moved = compareTraces(parse("a b c d"), parse("d a b c"));
    expect(pairs(moved.reordered)).toEqual(["d"]);
    expect([moved.missing, moved.added]).toEqual([[], []]);
    const elsewhere = compareTraces(parse("a(x) b"), parse("a b(x)"));
    expect(elsewhere.reordered).toEqual([]);
    expect([names(elsewhere.missing), names(elsewhere.added)]).toEqual([["x"], ["x"]]);
  });

  it("matches steps of one name one for one", () => {
    const { missing, added, steps } = compareTraces(parse("try try try done"), parse("try try done done"));
    expect([names(missing), names(added)]).toEqual([["try"], ["done"]]);
    expect(steps).toHaveLength(5);
  });

  it("tells slower and faster ones with both durations, from half as long again and a millisecond on", () => {
    const a = parse("same=100 slow=100 nearly=100 fast=300 tiny=0");
    const b = parse("same=100 slow=150 nearly=149 fast=200 tiny=0");
    const { slower, faster } = compareTraces(a, b);
    expect(slower).toEqual([
      {
        a: expect.objectContaining({ name: "slow", durationUs: 100_000 }),
        b: expect.objectContaining({ durationUs: 150_000 }),
      },
    ]);
    expect(pairs(faster)).toEqual(["fast"]);
    const tiny = compareTraces(traceOf({ durationUs: 2 }), traceOf({ durationUs: 1001 }));
    expect(tiny.slower).toEqual([]);
  });

  it("reads the milliseconds of steps that know no microseconds", () => {
    const { slower } = compareTraces(traceOf({ durationMs: 10 }), traceOf({ durationMs: 25 }));
    expect(slower).toMatchObject([{ a: { durationUs: 10_000 }, b: { durationUs: 25_000 } }]);
  });

  it("tells whose status changed, and why", () => {
    const b = traceOf({ name: "push", status: "failed", errorMessage: "refused" });
    const { statusChanged } = compareTraces(traceOf({ name: "push" }), b);
    expect(statusChanged).toEqual([
      {
        a: { name: "push", path: [], status: "success", durationUs: 0 },
        b: { name: "push", path: [], status: "failed", durationUs: 0, errorMessage: "refused" },
      },
    ]);
  });

  it("keeps all that is known of both traces but their steps and metadata", () => {
    const failed = {
      ...traceOf({}, {}),
      status: "timeout",
      errorMessage: "late",
      totalDurationMs: 7,
    } as const;
    const { a, b } = compareTraces({ ...traceOf(), metadata: { a: 1 } }, failed);
    const { steps: _, metadata: __, ...rest } = failed;
    expect(b).toEqual({ ...rest, stepCount: 2 });
    expect(a).toMatchObject({ traceId: "t", stepCount: 0 });
    expect(a).not.toHaveProperty("totalDurationMs");
  });

  it("takes the rows of other systems in their order, whatever their ends and durations come to", () => {
    const a = traceOf(
      { name: "one", timestamp: "2025-11-16T12:00:00.010400Z", durationMs: 0 },
      { name: "two", timestamp: "2025-11-16T12:00:00.011000Z", durationMs: 1 },
    );
    const b = traceOf({ name: "one" }, { name: "two", timestamp: "soon" });
    expect(compareTraces(a, b).reordered).toEqual([]);
  });

  it("is empty for equal traces", () => {
    fc.assert(
      fc.property(someTrace, (trace) => {
        const { steps, a: _, b: __, ...found } = compareTraces(trace, structuredClone(trace));
        expect(found).toEqual({
          missing: [],
          added: [],
          reordered: [],
          slower: [],
          faster: [],
          statusChanged: [],
          metadata: { differences: [] },
        });
        expect(steps.every((step) => step.a !== undefined && step.b !== undefined)).toBe(true);
      }),
    );
  });

  it("gives the same with sides swapped for swapped traces", () => {
    const sorted = (steps: readonly unknown[]) => steps.map((step) => JSON.stringify(step)).sort();
    const swapped = (list: TraceComparison["slower"]) => list.map(({ a, b }) => ({ a: b, b: a }));
    fc.assert(
      fc.property(someTrace, someTrace, (a, b) => {
        const [there, back] = [compareTraces(a, b), compareTraces(b, a)];
        expect(sorted(back.added)).toEqual(sorted(there.missing));
        expect(sorted(back.missing)).toEqual(sorted(there.added));
        expect(sorted(swapped(back.reordered))).toEqual(sorted(there.reordered));
        expect(sorted(swapped(back.faster))).toEqual(sorted(there.slower));
        expect(sorted(swapped(back.statusChanged))).toEqual(sorted(there.statusChanged));
        expect(back.firstDivergence?.a).toEqual(there.firstDivergence?.b);
        expect(back.firstDivergence?.stepsInCommon).toBe(there.firstDivergence?.stepsInCommon);
      }),
    );
  });

  it("places each step once, those of a trace in the steps that they ran in", () => {
    fc.assert(
      fc.property(someTrace, someTrace, (a, b) => {
        const { steps, missing, added, reordered, firstDivergence, statusChanged } = compareTraces(a, b);
        const side = (key: "a" | "b") => steps.flatMap((step) => step[key] ?? []);
        expect(names(side("a")).sort()).toEqual(names(a.steps).sort());
        expect(names(side("b")).sort()).toEqual(names(b.steps).sort());
        for (const { a: one, b: other, depth } of steps) {
          if (one && other) expect([one.name, one.path]).toEqual([other.name, other.path]);
          expect((one ?? other)?.path).toHaveLength(depth);
        }
        const differs = [missing, added, reordered, statusChanged].some((list) => list.length > 0);
        expect(firstDivergence !== undefined).toBe(differs);
      }),
    );
  });

  it("takes names of any characters for what they are", () => {
    const odd = ["\u0000", "😀", "\u202eabc", "e\u0301", "é", "__proto__", "", " ", "a b", "0 a"];
    const a = traceOf(...odd.map((name, id) => ({ name, id })));
    const b = traceOf(...odd.toReversed().map((name, id) => ({ name, id })));
    expect(compareTraces(a, b)).toMatchObject({ missing: [], added: [] });
    expect(compareTraces(a, b).reordered).toHaveLength(odd.length - 1);
    expect(names(compareTraces(a, traceOf()).missing)).toEqual(odd);
  });

  it.each<[string, (index: number) => Partial<Step>]>([
    ["of one name each", (index) => ({ name: `s${index}` })],
    ["of one name", () => ({ name: "same" })],
    ["each within the one before", (index) => ({ parentId: index })],
  ])("compares ten thousand steps, %s, with as many in another order", (_, stepOf) => {
    const steps = Array.from({ length: 10_000 }, (__, index) => ({ id: index + 1, ...stepOf(index) }));
    const b = steps.map((step, index) => ({
      ...step,
      name: steps[(index * 7919) % 10_000]?.name ?? `n${index}`,
    }));
    const comparison = compareTraces(traceOf(...steps), traceOf(...b));
    expect(comparison.steps).toHaveLength(10_000 + comparison.missing.length);
    expect(Math.max(...comparison.steps.map((step) => (step.a ?? step.b)?.path.length ?? 0))).toBeLessThan(
      17,
    );
  });
});

describe("the first divergence", () => {
  const divergence = (a: string, b: string) => {
    const { firstDivergence: found } = compareTraces(parse(a), parse(b));
    const text = (event: { readonly kind: string; readonly step: { readonly name: string } } | undefined) =>
      event && `${event.step.name} ${event.kind}`;
    return found && [found.stepsInCommon, text(found.a), text(found.b)];
  };

  it.each([
    ["load build", "load check build", [1, "build began", "check began"]],
    ["load build(pull push)", "load build(pull)", [3, "push began", "build ended"]],
    // The step in which it went wrong, not the one that failed by it.
    ["build(pull push) clean", "build!(pull push!)", [3, "push ended", "push ended"]],
    ["load build", "load", [1, "build began", undefined]],
    ["a b=5", "a b=500", undefined],
  ])("of %s and %s is %j", (a, b, expected) => {
    expect(divergence(a, b)).toEqual(expected);
  });
});
