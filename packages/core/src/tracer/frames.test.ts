import { describe, expect, it } from "vitest";
import { ExecutionTracer } from "./execution-tracer.js";
import { type Frame, framesHere } from "./frames.js";

function heldFrames(): readonly Frame[] {
  const frames = framesHere();
  return Array.isArray(frames) ? frames : frames === undefined ? [] : [frames as Frame];
}

describe("the frames of a context that goes on", () => {
  it("hold one frame where traces of one tracer follow each other", async () => {
    const tracer = new ExecutionTracer();
    for (let count = 0; count < 100; count += 1)
      await tracer.trace("skill", () => tracer.trace("inner", () => {}));
    expect(heldFrames()).toEqual([]);
    const loop = async (left: number): Promise<number> =>
      left === 0
        ? heldFrames().length
        : new Promise((resolve, reject) => {
            // Not awaited: each trace is over when the next one starts within its context.
            void tracer.trace("skill", () => void setImmediate(() => loop(left - 1).then(resolve, reject)));
          });
    expect(await loop(100)).toBeLessThanOrEqual(2);
  });

  it("are bounded where traces are started and never ended, and where tracers come and go", async () => {
    const tracer = new ExecutionTracer();
    for (let count = 0; count < 100; count += 1) await tracer.startTrace(`skill ${count}`);
    expect(heldFrames().length).toBeLessThanOrEqual(16);
    expect(tracer.getCurrentTrace()?.skillName).toBe("skill 99");
    for (let count = 0; count < 100; count += 1) await new ExecutionTracer().startTrace("skill");
    expect(heldFrames().length).toBeLessThanOrEqual(16);
  });
});
