import * as fc from "fast-check";
import { expect, it } from "vitest";
import { traceOf } from "../../tests/trace-of.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { nestSteps } from "./nest-steps.js";
import { timeSteps } from "./time-steps.js";

const read = (trace: Trace): readonly string[] =>
  nestSteps(timeSteps(trace)).map(({ timed, depth }) => "  ".repeat(depth) + timed.step.name);

it("reads each step before those that ran in it, siblings by their start", () => {
  const trace = traceOf(
    { name: "build", id: 1, offsetUs: 10 },
    { name: "compile", id: 2, parentId: 1, offsetUs: 30 },
    { name: "pull", id: 3, parentId: 1, offsetUs: 20 },
    { name: "layer", id: 4, parentId: 3, offsetUs: 25 },
    { name: "config", id: 5, offsetUs: 0 },
  );
  expect(read(trace)).toEqual(["config", "build", "  pull", "    layer", "  compile"]);
});

it("keeps steps whose parent is missing, is themselves, or is their own child", () => {
  const trace = traceOf(
    { name: "orphan", id: 1, parentId: 9 },
    { name: "self", id: 2, parentId: 2 },
    { name: "hen", id: 3, parentId: 4 },
    { name: "egg", id: 4, parentId: 3 },
  );
  expect(read(trace)).toEqual(["orphan", "self", "hen", "  egg"]);
});

it("nests as deep as a trace has steps", () => {
  const steps = Array.from({ length: 10_000 }, (_, id) => ({
    id: id + 1,
    ...(id > 0 && { parentId: id }),
  }));
  expect(nestSteps(timeSteps(traceOf(...steps))).at(-1)?.depth).toBe(9999);
});

it("loses and doubles no step, whatever the parents are", () => {
  const id = fc.option(fc.nat(6), { nil: undefined });
  const steps = fc.array(fc.record({ id, parentId: id, offsetUs: fc.nat(100) }), { maxLength: 8 });
  fc.assert(
    fc.property(steps, (parts) => {
      const timed = timeSteps(traceOf(...(parts as readonly Partial<Step>[])));
      const nested = nestSteps(timed).map((step) => step.timed);
      expect(new Set(nested)).toEqual(new Set(timed));
      expect(nested).toHaveLength(timed.length);
    }),
  );
});
