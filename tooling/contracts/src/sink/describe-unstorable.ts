import { DEFAULT_LIMITS, type Trace, type TraceSink } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { foreignTrace } from "./foreign-trace.js";

const TEN_MEGABYTES = 10_000_000;

/** What becomes of that which no database takes as it is. */
export function describeUnstorable(sink: () => TraceSink): void {
  async function stored(given: Partial<Trace>): Promise<Trace> {
    const trace = foreignTrace(given);
    await sink().finalizeTrace(trace, trace.status === "running" ? "failed" : (trace.status as "failed"));
    const back = await sink().getTrace(trace.traceId);
    if (back === undefined) throw new Error("expected the trace that was just stored; received none");
    return back;
  }

  describe("what cannot be stored as it is", () => {
    it.each([
      ["NUL", "a\u0000b"],
      ["a lone high surrogate", "a\ud83db"],
      ["a lone low surrogate", "a\udc4db"],
    ])("is replaced in every text: %s", async (_, text) => {
      const [step] = foreignTrace().steps;
      const back = await stored({
        skillName: text,
        errorMessage: text,
        metadata: { [text]: [text, { deep: text }] },
        steps: [
          { ...step, name: text, status: "failed", errorMessage: text, attributes: { [text]: text } },
        ] as never,
      });
      const clean = "a\ufffdb";
      expect(back).toMatchObject({
        skillName: clean,
        errorMessage: clean,
        metadata: { [clean]: [clean, { deep: clean }] },
        steps: [{ name: clean, errorMessage: clean, attributes: { [clean]: clean } }],
      });
    });

    it("is said in words: circular references, BigInt, dates, errors", async () => {
      const circular: Record<string, unknown> = { name: "loop" };
      circular["self"] = circular;
      const back = await stored({
        metadata: {
          circular,
          big: 12_345_678_901_234_567_890n,
          date: new Date(0),
          error: new TypeError("no token"),
          nan: Number.NaN,
          nothing: undefined,
          act: () => {},
        },
      });
      expect(back.metadata).toEqual({
        circular: { name: "loop", self: "[Circular]" },
        big: "12345678901234567890",
        date: "1970-01-01T00:00:00.000Z",
        error: "TypeError: no token",
        nan: null,
      });
    });

    it("does not keep the rest from being stored: values that throw when they are read", async () => {
      const metadata = {
        before: 1,
        get broken(): string {
          throw new Error("not for you");
        },
        after: 2,
      };
      expect((await stored({ metadata })).metadata).toMatchObject({ before: 1, after: 2 });
    });

    it("leaves a key __proto__ a key like any other", async () => {
      const metadata = JSON.parse('{"__proto__": {"polluted": true}, "user": "alice"}');
      const back = await stored({ metadata });
      expect(JSON.stringify(Object.entries(back.metadata).toSorted())).toBe(
        JSON.stringify(Object.entries(metadata).toSorted()),
      );
      expect({}).not.toHaveProperty("polluted");
    });
  });

  describe("what is too large", () => {
    it("is cut and marked: an error message of 10 MB", async () => {
      const errorMessage = "é".repeat(TEN_MEGABYTES / 2);
      const back = await stored({ errorMessage });
      expect(errorMessage.startsWith(back.errorMessage ?? "-")).toBe(true);
      expect(Buffer.byteLength(back.errorMessage ?? "")).toBe(DEFAULT_LIMITS.errorMessageBytes);
      expect(back.metadata).toEqual({ user: "alice", truncated: { error_message: true } });
    });

    it("is cut and marked: name, message and attributes of a step", async () => {
      const [step] = foreignTrace().steps;
      const long = "x".repeat(TEN_MEGABYTES);
      const failed = { ...step, status: "failed" } as const;
      const back = await stored({
        steps: [
          { ...failed, name: long },
          { ...failed, errorMessage: long },
          { ...failed, attributes: { before: 1, long } },
          failed,
        ] as never,
      });
      const [name, message, attributes, untouched] = back.steps;
      expect(name).toMatchObject({ name: long.slice(0, DEFAULT_LIMITS.stepNameBytes), truncated: true });
      expect(message?.errorMessage).toBe(long.slice(0, DEFAULT_LIMITS.errorMessageBytes));
      expect(message).toMatchObject({ truncated: true });
      expect(attributes).toMatchObject({ attributes: { before: 1 }, truncated: true });
      expect(untouched).not.toHaveProperty("truncated");
    });

    it("is cut and marked: metadata", async () => {
      const back = await stored({ metadata: { before: 1, long: "x".repeat(TEN_MEGABYTES) } });
      expect(back.metadata).toMatchObject({ before: 1, truncated: { metadata: true } });
      expect(JSON.stringify(back.metadata).length).toBeLessThan(2 * DEFAULT_LIMITS.metadataBytes);
    });

    it("is cut and marked: the skill name, never inside a character", async () => {
      const back = await stored({ skillName: `${"x".repeat(254)}👍${"y".repeat(100)}` });
      expect(back).toMatchObject({
        skillName: "x".repeat(254),
        metadata: { truncated: { skill_name: true } },
      });
    });

    it("is cut and marked: more steps than the limit", async () => {
      const [step] = foreignTrace().steps;
      const count = DEFAULT_LIMITS.stepsPerTrace;
      const back = await stored({ steps: Array.from({ length: count + 1 }, () => step) as never });
      expect(back.steps).toHaveLength(count);
      expect(back.metadata).toMatchObject({ truncated: { steps: true } });
    });
  });
}
