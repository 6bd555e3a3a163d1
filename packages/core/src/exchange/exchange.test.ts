import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyValue, storableTrace } from "../../tests/arbitraries.js";
import { traceOf } from "../../tests/trace-of.js";
import { TraceFormatError } from "../errors/trace-format-error.js";
import type { Trace } from "../model/trace.js";
import { exportPage } from "./export-page.js";
import { exportTrace } from "./export-trace.js";
import { importTrace } from "./import-trace.js";

const exportedAt = new Date("2025-11-17T08:00:00.000Z");
const throughText = (trace: Trace): unknown => JSON.parse(JSON.stringify(exportTrace(trace, exportedAt)));

/** JSON has no negative zero. */
const withoutSigns = (trace: Trace): unknown =>
  structuredClone({
    ...trace,
    ...JSON.parse(JSON.stringify({ steps: trace.steps, metadata: trace.metadata })),
  });

describe("exportTrace", () => {
  it("says what it is, and writes dates as text", () => {
    expect(throughText(traceOf({ name: "load" }))).toEqual({
      format: "steptrace/trace",
      version: 1,
      exportedAt: "2025-11-17T08:00:00.000Z",
      trace: {
        traceId: "t",
        skillName: "build",
        startedAt: "2025-11-16T12:00:00.000Z",
        status: "success",
        metadata: {},
        steps: [{ name: "load", timestamp: "2025-11-16T12:00:00Z", durationMs: 0, status: "success" }],
      },
    });
  });

  it("makes text of what JSON cannot say, and never fails", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyValue), (metadata) => {
        const trace = { ...traceOf({ attributes: metadata }), metadata };
        expect(importTrace(throughText(trace))).toMatchObject({ traceId: "t", status: "success" });
      }),
    );
  });
});

describe("importTrace", () => {
  it("gives back the trace that was exported", () => {
    fc.assert(
      fc.property(storableTrace, (trace) => {
        expect(withoutSigns(importTrace(throughText(trace)))).toEqual(withoutSigns(trace));
      }),
    );
  });

  it("refuses what is no exported trace, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => importTrace(value)).toThrow(TraceFormatError);
      }),
    );
  });

  it("gives a trace or says what is wrong, whichever value of it is replaced by another", () => {
    const anyPath = fc.constantFrom("traceId", "skillName", "startedAt", "completedAt", "status", "steps");
    fc.assert(
      fc.property(anyPath, fc.anything(), (key, value) => {
        const { trace, ...rest } = exportTrace(traceOf({}), exportedAt);
        try {
          importTrace({ ...rest, trace: { ...trace, [key]: value } });
        } catch (error) {
          expect(error).toBeInstanceOf(TraceFormatError);
          expect((error as TraceFormatError).path.startsWith(`trace.${key}`)).toBe(true);
        }
      }),
    );
  });

  const exported = (change: object, stepChange: object = {}): unknown => {
    const file = exportTrace(traceOf({}), exportedAt);
    return {
      ...file,
      trace: { ...file.trace, steps: [{ ...file.trace.steps[0], ...stepChange }], ...change },
    };
  };

  it.each([
    ["", [], "expected an object; received an array of 0"],
    ["format", {}, 'expected "steptrace/trace" at format; received undefined'],
    ["version", { format: "steptrace/trace", version: 2 }, "expected version 1"],
    ["trace.traceId", exported({ traceId: "" }), "expected a string of at most 255 characters"],
    ["trace.status", exported({ status: "done" }), "expected running, success, failed, timeout"],
    ["trace.startedAt", exported({ startedAt: "soon" }), 'received "soon"'],
    ["trace.steps", exported({ steps: {} }), "expected an array of steps"],
    ["trace.steps[0].durationMs", exported({}, { durationMs: -1 }), "expected a number, 0 or more"],
    ["trace.steps[0].running", exported({}, { running: "yes" }), 'received "yes"'],
    ["trace.metadata", exported({ metadata: null }), "expected an object"],
  ])("says where it is wrong: '%s'", (path, value, message) => {
    expect(() => importTrace(value)).toThrow(expect.objectContaining({ path, code: "TRACE_FORMAT" }));
    expect(() => importTrace(value)).toThrow(message);
  });
});

describe("exportPage", () => {
  const template =
    '<script type="application/json" id="steptrace-export">__STEPTRACE_EXPORT__</script><p>$&</p>';
  const contentOf = (page: string): string => page.slice(template.indexOf("__"), page.indexOf("</script>"));

  it("puts the trace into the template, in which it ends no script", () => {
    const hostile = "</script><script>alert(1)</script><!--\u2028$&$'__STEPTRACE_EXPORT__";
    const trace = { ...traceOf({ name: hostile, attributes: { [hostile]: hostile } }), skillName: hostile };
    const page = exportPage(template, exportTrace(trace, exportedAt));
    expect(page.split("<")).toHaveLength(template.split("<").length);
    expect(page.endsWith("</script><p>$&</p>")).toBe(true);
    expect(importTrace(JSON.parse(contentOf(page)))).toEqual(trace);
  });

  it("gives back any trace", () => {
    fc.assert(
      fc.property(storableTrace, (trace) => {
        const page = exportPage(template, exportTrace(trace, exportedAt));
        expect(withoutSigns(importTrace(JSON.parse(contentOf(page))))).toEqual(withoutSigns(trace));
      }),
    );
  });
});
