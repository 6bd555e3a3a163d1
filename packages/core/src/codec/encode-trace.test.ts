import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText, anyValue, storableTrace } from "../../tests/arbitraries.js";
import { DEFAULT_LIMITS } from "../model/limits.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { decodeTrace } from "./decode-trace.js";
import { encodeTrace } from "./encode-trace.js";

const trace: Trace = {
  traceId: "019a8c5b-0000-7abc-8def-0123456789ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T12:00:00.000Z"),
  status: "running",
  steps: [],
  metadata: {},
};
const step: Step = {
  name: "validate-input",
  timestamp: "2025-11-16T12:00:00.123456Z",
  durationMs: 150,
  status: "success",
};

function stepsOf(steps: readonly Step[], limits = DEFAULT_LIMITS): readonly Record<string, unknown>[] {
  return JSON.parse(encodeTrace({ ...trace, steps }, limits).steps ?? "");
}

function metadataOf(changes: Partial<Trace>, limits = DEFAULT_LIMITS): Record<string, unknown> {
  return JSON.parse(encodeTrace({ ...trace, ...changes }, limits).metadata ?? "");
}

describe("encodeTrace", () => {
  it("is undone by decodeTrace, for any trace without anything to clean or cut", () => {
    fc.assert(
      fc.property(storableTrace, (original) => {
        fc.pre((original.executionId?.length ?? 0) <= 255 && original.skillName.length <= 255);
        expect(decodeTrace(encodeTrace(original))).toEqual(JSON.parse(JSON.stringify(original), reviveDates));
      }),
      { numRuns: 200 },
    );
  });

  it("writes the specification's step, key for key", () => {
    expect(stepsOf([step])).toEqual([
      {
        name: "validate-input",
        timestamp: "2025-11-16T12:00:00.123456",
        duration_ms: 150,
        status: "success",
      },
    ]);
  });

  it("writes our own keys beside the specification's", () => {
    const own: Step = {
      ...step,
      status: "failed",
      errorMessage: "Invalid format",
      id: 2,
      parentId: 1,
      offsetUs: 10,
      durationUs: 150_000,
      attributes: { a: 1 },
      interrupted: true,
      truncated: true,
    };
    expect(stepsOf([own])[0]).toEqual({
      name: "validate-input",
      timestamp: "2025-11-16T12:00:00.123456",
      duration_ms: 150,
      status: "failed",
      error_message: "Invalid format",
      id: 2,
      parent_id: 1,
      offset_us: 10,
      duration_us: 150_000,
      attributes: { a: 1 },
      interrupted: true,
      truncated: true,
    });
  });

  it("writes whole milliseconds, as the specification has them, also of a trace from elsewhere", () => {
    expect(stepsOf([{ ...step, durationMs: 1.5 }])[0]).toMatchObject({ duration_ms: 2 });
  });

  it("never throws, and writes what PostgreSQL takes, whatever the texts, metadata and attributes hold", () => {
    fc.assert(
      fc.property(anyText, fc.dictionary(anyText, anyValue), (text, record) => {
        const row = encodeTrace({
          ...trace,
          skillName: text,
          executionId: text,
          errorMessage: text,
          metadata: record,
          steps: [{ ...step, name: text, status: "failed", errorMessage: text, attributes: record }],
        });
        const texts = [row.skill_name, row.execution_id, row.error_message];
        for (const json of [row.steps, row.metadata]) {
          JSON.parse(json ?? "", (key, value) => {
            texts.push(key, typeof value === "string" ? value : null);
            return value;
          });
        }
        expect(texts.filter((value) => value !== null && !isStorable(value))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("cuts names to the column, and says so in the metadata", () => {
    const row = encodeTrace({ ...trace, skillName: "s".repeat(256), executionId: "e".repeat(300) });
    expect(row.skill_name).toBe("s".repeat(255));
    expect(row.execution_id).toBe("e".repeat(255));
    expect(JSON.parse(row.metadata ?? "")).toEqual({ truncated: { skill_name: true, execution_id: true } });
  });

  it("never cuts an execution id to the limit of names: it would be another", () => {
    const limits = { ...DEFAULT_LIMITS, nameLength: 3 };
    const row = encodeTrace({ ...trace, executionId: "exec-123" }, limits);
    expect([row.skill_name, row.execution_id]).toEqual(["doc", "exec-123"]);
  });

  it("cuts a message of ten megabytes to 64 KiB, and says so", () => {
    const errorMessage = "€".repeat(3_500_000);
    const row = encodeTrace({ ...trace, status: "failed", errorMessage });
    expect(Buffer.byteLength(row.error_message ?? "")).toBe(65_535);
    expect(metadataOf({ errorMessage })).toEqual({ truncated: { error_message: true } });
  });

  it("stays within the limits where cleaning makes a text longer", () => {
    const nul = "\u0000".repeat(100_000);
    const row = encodeTrace({
      ...trace,
      errorMessage: nul,
      steps: [{ ...step, name: nul, status: "failed", errorMessage: nul }],
    });
    const [stored] = JSON.parse(row.steps ?? "");
    expect(Buffer.byteLength(row.error_message ?? "")).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(stored.error_message)).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(stored.name)).toBeLessThanOrEqual(1024);
    expect(stored.truncated).toBe(true);
  });

  it("marks a step of which something was cut", () => {
    const [long, big, whole] = stepsOf([
      { ...step, name: "n".repeat(1025) },
      { ...step, attributes: { text: "x".repeat(70_000) } },
      step,
    ]);
    expect(long).toMatchObject({ name: "n".repeat(1024), truncated: true });
    expect(big).toMatchObject({ truncated: true });
    expect(whole).not.toHaveProperty("truncated");
  });

  it("leaves out the steps beyond the limit, and says so", () => {
    const steps = Array.from({ length: 4 }, () => step);
    const limits = { ...DEFAULT_LIMITS, stepsPerTrace: 3 };
    expect(stepsOf(steps, limits)).toHaveLength(3);
    expect(metadataOf({ steps }, limits)).toEqual({ truncated: { steps: true } });
  });

  it("bounds the attributes of all steps together", () => {
    const limits = { ...DEFAULT_LIMITS, traceAttributesBytes: 100 };
    const steps = Array.from({ length: 3 }, () => ({ ...step, attributes: { text: "x".repeat(60) } }));
    const [first, second, third] = stepsOf(steps, limits);
    expect(first).not.toHaveProperty("truncated");
    expect(second).toMatchObject({ truncated: true });
    expect(third).toMatchObject({ attributes: {}, truncated: true });
  });

  it("bounds the error messages of all steps together, and keeps the first words of each", () => {
    const limits = { ...DEFAULT_LIMITS, traceErrorMessagesBytes: 5000 };
    const failed = { ...step, status: "failed" as const, errorMessage: "x".repeat(4000) };
    const [first, second, third] = stepsOf([failed, failed, failed], limits);
    expect(first).toMatchObject({ error_message: failed.errorMessage });
    expect(first).not.toHaveProperty("truncated");
    expect(second).toMatchObject({ error_message: "x".repeat(1024), truncated: true });
    expect(third).toMatchObject({ error_message: "x".repeat(1024), truncated: true });
  });

  it("adds to what metadata.truncated says already", () => {
    const metadata = { truncated: { refused_steps: 2 } };
    expect(metadataOf({ metadata, skillName: "s".repeat(300) })).toEqual({
      truncated: { refused_steps: 2, skill_name: true },
    });
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyValue), anyText, (metadata, text) => {
        const limits = { ...DEFAULT_LIMITS, metadataBytes: 200, attributesBytes: 100, stepNameBytes: 10 };
        const once = encodeTrace(
          {
            ...trace,
            metadata: { text, ...metadata },
            steps: [{ ...step, name: `n${text}`, attributes: metadata }],
          },
          limits,
        );
        const { steps } = encodeTrace(decodeTrace(once), limits);
        expect(steps).toBe(once.steps);
      }),
    );
  });
});

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

function reviveDates(key: string, value: unknown): unknown {
  return key === "startedAt" || key === "completedAt" ? new Date(String(value)) : value;
}
