import { describe, expect, it } from "vitest";
import { FakeClock } from "../../tests/fake-clock.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { InvalidStatusError } from "../errors/invalid-status-error.js";
import { NoCurrentTraceError } from "../errors/no-current-trace-error.js";
import { StepNotStartedError } from "../errors/step-not-started-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import type { Limits } from "../model/limits.js";
import type { FinalStatus } from "../model/status.js";
import type { Step } from "../model/step.js";
import { closeTrace, type FinalTrace } from "./close-trace.js";
import { ExecutionTracer } from "./execution-tracer.js";
import type { StepHandle } from "./step-handle.js";
import { TraceRecorder } from "./trace-recorder.js";

interface Setup {
  readonly clock: FakeClock;
  readonly tracer: ExecutionTracer;
  readonly recorder: TraceRecorder;
  readonly traceId: string;
  readonly close: (status?: FinalStatus, errorMessage?: string) => FinalTrace;
  /** The steps that have ended, by name. */
  readonly steps: () => Readonly<Record<string, Step>>;
}

async function setUp(limits: Limits = {}): Promise<Setup> {
  const clock = new FakeClock();
  const tracer = new ExecutionTracer({ clock, limits });
  const traceId = await tracer.startTrace("docker-build");
  const snapshot = tracer.getCurrentTrace();
  if (snapshot === undefined) throw new Error("no trace");
  return {
    clock,
    tracer,
    traceId,
    recorder: new TraceRecorder(tracer),
    close: (status = "success", errorMessage) =>
      closeTrace(snapshot, status, errorMessage === undefined ? {} : { errorMessage }, 0),
    steps: () => Object.fromEntries(tracer.getCurrentTrace()?.steps.map((step) => [step.name, step]) ?? []),
  };
}

describe("startStep and endStep", () => {
  it("record a step with its end, its start and its duration in microseconds and whole milliseconds", async () => {
    const { clock, recorder } = await setUp();
    clock.advance(10);
    recorder.startStep("validate-input");
    clock.advance(150.4567);
    expect(recorder.endStep("validate-input")).toEqual({
      name: "validate-input",
      timestamp: "2025-11-16T12:00:00.160457Z",
      durationMs: 150,
      status: "success",
      id: 1,
      offsetUs: 10_000,
      durationUs: 150_457,
    });
  });

  it("record why a step failed", async () => {
    const { recorder } = await setUp();
    recorder.startStep("process-data");
    expect(
      recorder.endStep("process-data", { status: "failed", errorMessage: "Invalid format" }),
    ).toMatchObject({
      status: "failed",
      errorMessage: "Invalid format",
    });
  });

  it("ignore a message on success", async () => {
    const { recorder } = await setUp();
    recorder.startStep("x");
    expect(recorder.endStep("x", { errorMessage: "ignored" })).not.toHaveProperty("errorMessage");
  });

  it("say that a step was not started, as the specification says it", async () => {
    const { recorder } = await setUp();
    expect(() => recorder.endStep("never")).toThrow(new StepNotStartedError("never"));
    recorder.startStep("once");
    recorder.endStep("once");
    expect(() => recorder.endStep("once")).toThrow("Step 'once' was not started, or has ended already");
  });

  it("end the newest open step of a name", async () => {
    const { clock, recorder } = await setUp();
    recorder.startStep("retry");
    clock.advance(5);
    recorder.startStep("retry");
    expect(recorder.endStep("retry")).toMatchObject({ id: 2, offsetUs: 5000 });
    expect(recorder.endStep("retry")).toMatchObject({ id: 1, offsetUs: 0 });
  });

  it("never make a step the parent of another by themselves", async () => {
    const { recorder, steps } = await setUp();
    recorder.startStep("outer");
    recorder.startStep("inner");
    recorder.endStep("inner");
    await recorder.step("run", () => {});
    expect(steps()["inner"]).not.toHaveProperty("parentId");
    expect(steps()["run"]).not.toHaveProperty("parentId");
  });

  it("leave a step open where its end is refused", async () => {
    const { recorder } = await setUp();
    recorder.startStep("x");
    expect(() => recorder.endStep("x", { status: "done" as "success" })).toThrow(InvalidStatusError);
    expect(recorder.endStep("x").status).toBe("success");
  });

  it("find a step again by a name that was cut", async () => {
    const { recorder } = await setUp();
    const name = "é".repeat(1000);
    recorder.startStep(name);
    expect(recorder.endStep(name)).toMatchObject({ name: "é".repeat(512), truncated: true });
  });

  it("never measure a negative time, whatever the clocks do", async () => {
    const { clock, recorder } = await setUp();
    recorder.startStep("x");
    clock.advance(-50);
    clock.setWall("1999-01-01T00:00:00Z");
    expect(recorder.endStep("x")).toMatchObject({ durationMs: 0, durationUs: 0 });
  });

  it("come to 40 ms in a hundred steps of 0.4 ms", async () => {
    const { clock, recorder, close } = await setUp();
    for (let index = 0; index < 100; index += 1) {
      recorder.startStep("tick");
      clock.advance(0.4);
      expect(recorder.endStep("tick").durationMs).toBe(0);
    }
    expect(close().totalDurationMs).toBe(40);
  });

  it.each(["", " ", undefined, null, 5])("refuse the name %j", async (name) => {
    const { recorder } = await setUp();
    expect(() => recorder.startStep(name as string)).toThrow(InvalidArgumentError);
    expect(() => recorder.recordStep(name as string, 1)).toThrow(InvalidArgumentError);
    await expect(recorder.step(name as string, () => {})).rejects.toThrow(InvalidArgumentError);
    expect(() => recorder.endStep(name as string)).toThrow(StepNotStartedError);
  });
});

describe("a message that is no text", () => {
  it.each([
    [new TypeError("no token"), "TypeError: no token"],
    [404, "404"],
    [{ code: 7 }, '{"code":7}'],
  ])("is recorded by its text: %s", async (given, text) => {
    const { recorder } = await setUp();
    recorder.startStep("x");
    const errorMessage = given as unknown as string;
    expect(recorder.endStep("x", { status: "failed", errorMessage }).errorMessage).toBe(text);
  });

  it("is absent where it is null", async () => {
    const { recorder } = await setUp();
    const errorMessage = null as unknown as string;
    expect(recorder.recordStep("x", 1, { status: "failed", errorMessage })).not.toHaveProperty(
      "errorMessage",
    );
  });
});

describe("recordStep", () => {
  it("records a step that ends now and began so many milliseconds ago", async () => {
    const { clock, recorder } = await setUp();
    clock.advance(100);
    expect(recorder.recordStep("load-config", 75)).toEqual({
      name: "load-config",
      timestamp: "2025-11-16T12:00:00.100000Z",
      durationMs: 75,
      status: "success",
      id: 1,
      offsetUs: 25_000,
      durationUs: 75_000,
    });
  });

  it("begins no step before its trace, and keeps its duration", async () => {
    const { clock, recorder } = await setUp();
    clock.advance(10);
    expect(recorder.recordStep("x", 5000)).toMatchObject({
      timestamp: "2025-11-16T12:00:00.010000Z",
      offsetUs: 0,
      durationMs: 5000,
    });
  });

  it("keeps a fraction of a millisecond, to the microsecond", async () => {
    const { recorder } = await setUp();
    expect(recorder.recordStep("x", 0.4567)).toMatchObject({ durationMs: 0, durationUs: 457 });
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "75", null, undefined])(
    "refuses the duration %s, and records nothing",
    async (durationMs) => {
      const { recorder, steps } = await setUp();
      expect(() => recorder.recordStep("x", durationMs as number)).toThrow(/^Invalid durationMs/);
      expect(steps()).toEqual({});
    },
  );

  it("refuses an unknown status, and records nothing", async () => {
    const { recorder, steps } = await setUp();
    expect(() => recorder.recordStep("x", 1, { status: "timeout" as "failed" })).toThrow(InvalidStatusError);
    expect(steps()).toEqual({});
  });

  it("takes a status, a message, attributes and a parent", async () => {
    const { recorder } = await setUp();
    const parent = recorder.startStep("outer");
    expect(
      recorder.recordStep("x", 1, { status: "failed", errorMessage: "why", attributes: { a: 1 }, parent }),
    ).toMatchObject({ status: "failed", errorMessage: "why", attributes: { a: 1 }, parentId: 1 });
  });

  it("caps the total at what the column holds", async () => {
    const { recorder, close } = await setUp();
    recorder.recordStep("month", 31 * 24 * 3600 * 1000);
    expect(close().totalDurationMs).toBe(2_147_483_647);
  });
});

describe("step", () => {
  it("gives the function's result, and what it throws, untouched", async () => {
    const { recorder, steps } = await setUp();
    const result = {};
    expect(await recorder.step("fine", () => result)).toBe(result);
    const error = new TypeError("no token");
    await expect(recorder.step("broken", () => Promise.reject(error))).rejects.toBe(error);
    await expect(
      recorder.step("thrown", () => {
        throw undefined;
      }),
    ).rejects.toBeUndefined();
    expect(steps()).toMatchObject({
      fine: { status: "success" },
      broken: { status: "failed", errorMessage: "TypeError: no token" },
      thrown: { status: "failed", errorMessage: "undefined" },
    });
  });

  it("makes what runs in it its children, across awaits and to any depth", async () => {
    const { recorder, steps } = await setUp();
    await recorder.step("a", async () => {
      await null;
      recorder.recordStep("a.1", 1);
      await recorder.step("a.2", async () => {
        await null;
        recorder.startStep("a.2.1");
        recorder.endStep("a.2.1");
      });
      recorder.recordStep("a.3", 1);
    });
    recorder.recordStep("b", 1);
    const { a, b, ...inner } = steps();
    const parentNames = Object.values(inner).map(({ name, parentId }) => [
      name,
      Object.values(steps()).find(({ id }) => id === parentId)?.name,
    ]);
    expect(Object.fromEntries(parentNames)).toEqual({ "a.1": "a", "a.2": "a", "a.2.1": "a.2", "a.3": "a" });
    expect(a).not.toHaveProperty("parentId");
    expect(b).not.toHaveProperty("parentId");
  });

  it("keeps concurrent steps apart", async () => {
    const { recorder, steps } = await setUp();
    await recorder.step("outer", () =>
      Promise.all(
        ["x", "y"].map((name) =>
          recorder.step(name, async () => {
            await null;
            recorder.recordStep(`${name}.1`, 1);
          }),
        ),
      ),
    );
    const { x, y, outer } = steps();
    expect(steps()["x.1"]?.parentId).toBe(x?.id);
    expect(steps()["y.1"]?.parentId).toBe(y?.id);
    expect(x?.parentId).toBe(outer?.id);
  });

  it("does not count nested steps twice", async () => {
    const { clock, recorder, close } = await setUp();
    await recorder.step("outer", () => recorder.step("inner", () => clock.advance(30)));
    expect(close().totalDurationMs).toBe(30);
  });

  it("lets the function end or fail its step itself: the first end counts", async () => {
    const { clock, recorder, steps } = await setUp();
    await recorder.step("early", (step) => {
      clock.advance(5);
      step.fail(new Error("why"));
      clock.advance(5);
      step.end();
    });
    expect(steps()["early"]).toMatchObject({ status: "failed", errorMessage: "why", durationMs: 5 });
  });

  it("changes neither result nor error where the trace is finalized meanwhile", async () => {
    const { recorder, close } = await setUp();
    expect(await recorder.step("closing", () => close().status)).toBe("success");
  });
});

describe("an explicit parent", () => {
  it("goes before the step that is running", async () => {
    const { recorder, steps } = await setUp();
    const parent = recorder.startStep("parent");
    await recorder.step("running", () => recorder.startStep("child", { parent }).end());
    expect(steps()["child"]?.parentId).toBe(1);
  });

  it("may have ended already", async () => {
    const { recorder } = await setUp();
    const parent = recorder.startStep("parent");
    parent.end();
    expect(recorder.recordStep("child", 1, { parent }).parentId).toBe(1);
  });

  it("must be the handle of a step of the same trace", async () => {
    const { recorder } = await setUp();
    const other = (await setUp()).recorder.startStep("elsewhere");
    expect(() => recorder.startStep("x", { parent: other })).toThrow(/^Invalid parent/);
    expect(() => recorder.startStep("x", { parent: {} as StepHandle })).toThrow(/^Invalid parent/);
  });
});

describe("a step's handle", () => {
  it("ends its step as a success when its block is left", async () => {
    const { clock, recorder, steps } = await setUp();
    {
      using step = recorder.startStep("block");
      step.setAttributes({ image: "api:1.4" });
      clock.advance(3);
    }
    expect(steps()["block"]).toMatchObject({
      status: "success",
      durationMs: 3,
      attributes: { image: "api:1.4" },
    });
  });

  it("adds attributes, also after the end, and leaves earlier snapshots as they were", async () => {
    const { recorder, steps, tracer } = await setUp();
    const step = recorder.startStep("x", { attributes: { a: 1, b: 1 } });
    step.end();
    const before = tracer.getCurrentTrace()?.steps[0];
    step.setAttributes({ b: 2 });
    expect(steps()["x"]?.attributes).toEqual({ a: 1, b: 2 });
    expect(before?.attributes).toEqual({ a: 1, b: 1 });
  });

  it("refuses attributes that are no object", async () => {
    const { recorder } = await setUp();
    const step = recorder.startStep("x");
    expect(() => step.setAttributes([1])).toThrow(InvalidArgumentError);
    expect(() => recorder.startStep("y", { attributes: "text" as unknown as object })).toThrow(
      InvalidArgumentError,
    );
  });

  it("changes nothing at its second end", async () => {
    const { clock, recorder, steps } = await setUp();
    const step = recorder.startStep("x");
    step.end();
    clock.advance(50);
    step.fail(new Error("late"));
    expect(steps()["x"]).toMatchObject({ status: "success", durationMs: 0 });
  });
});

describe("errorMessage", () => {
  it("is that of the step which failed first, before the one given to finalizeTrace", async () => {
    const { recorder, close } = await setUp();
    recorder.recordStep("a", 1, { status: "failed" });
    recorder.recordStep("b", 1, { status: "failed", errorMessage: "first" });
    recorder.recordStep("c", 1, { status: "failed", errorMessage: "second" });
    expect(close("failed", "given").errorMessage).toBe("first");
  });

  it("is the one given where no step says why", async () => {
    const { close } = await setUp();
    expect(close("timeout", "given").errorMessage).toBe("given");
  });

  it("is none on success, though a step failed", async () => {
    const { recorder, close } = await setUp();
    recorder.recordStep("a", 1, { status: "failed", errorMessage: "survived" });
    expect(close("success", "given")).not.toHaveProperty("errorMessage");
  });
});

describe("after the end of the trace", () => {
  it("every call throws TraceFinalizedError", async () => {
    const { recorder, close } = await setUp();
    const open = recorder.startStep("open");
    close();
    for (const call of [
      () => recorder.startStep("x"),
      () => recorder.recordStep("x", 1),
      () => recorder.endStep("open"),
      () => recorder.endStep("never"),
      () => open.end(),
      () => open.fail(new Error("late")),
      () => open.setAttributes({}),
    ]) {
      expect(call).toThrow(TraceFinalizedError);
    }
    await expect(recorder.step("x", () => {})).rejects.toThrow(TraceFinalizedError);
  });

  it("leaving the block of a step that the end interrupted throws nothing", async () => {
    const { recorder, close } = await setUp();
    expect(() => {
      using _step = recorder.startStep("open");
      close();
    }).not.toThrow();
  });

  it("a recorder of that very trace finds it no longer", async () => {
    const { tracer, traceId, close } = await setUp();
    const recorder = new TraceRecorder(tracer, { traceId });
    close();
    expect(() => recorder.startStep("x")).toThrow(NoCurrentTraceError);
  });
});

describe("a full trace", () => {
  it("refuses the ten-thousand-and-first step, counts it once, and marks it", async () => {
    const { recorder, tracer, close } = await setUp();
    for (let index = 0; index < 10_000; index += 1) recorder.recordStep("s", 1);
    const refused = recorder.recordStep("over", 7);
    expect(refused).toMatchObject({ name: "over", durationMs: 7, truncated: true });
    expect(refused).not.toHaveProperty("id");
    expect(tracer.stats().refusedSteps).toBe(1);
    const { steps, metadata, totalDurationMs } = close();
    expect(steps).toHaveLength(10_000);
    expect(metadata).toEqual({ truncated: { refused_steps: 1 } });
    expect(totalDurationMs).toBe(10_000);
  });

  it("lets a refused step be ended by its name, and counts it once", async () => {
    const { recorder, tracer, close } = await setUp({ stepsPerTrace: 1 });
    recorder.recordStep("kept", 1);
    recorder.startStep("over");
    expect(recorder.endStep("over")).toMatchObject({ name: "over", truncated: true });
    expect(tracer.stats().refusedSteps).toBe(1);
    expect(close().metadata).toEqual({ truncated: { refused_steps: 1 } });
  });

  it("runs the function of a refused step, whose children belong to its parent", async () => {
    const { recorder, tracer } = await setUp({ stepsPerTrace: 1 });
    const result = await recorder.step("kept", () =>
      recorder.step("over", () => recorder.step("too", () => 5)),
    );
    expect(result).toBe(5);
    expect(tracer.stats().refusedSteps).toBe(2);
    expect(tracer.getCurrentTrace()?.steps).toHaveLength(1);
  });

  it("still keeps why a refused step failed", async () => {
    const { recorder, close } = await setUp({ stepsPerTrace: 1 });
    recorder.recordStep("kept", 1);
    recorder.recordStep("over", 1, { status: "failed", errorMessage: "why" });
    expect(close("failed").errorMessage).toBe("why");
  });
});

describe("long texts", () => {
  it("are cut, and the step marked", async () => {
    const { recorder, close } = await setUp();
    const step = recorder.recordStep("n".repeat(2000), 1, {
      status: "failed",
      errorMessage: "€".repeat(3_500_000),
    });
    expect(step).toMatchObject({ name: "n".repeat(1024), truncated: true });
    expect(Buffer.byteLength(step.errorMessage ?? "")).toBe(65_535);
    expect(close("failed").errorMessage).toBe(step.errorMessage);
  });
});
