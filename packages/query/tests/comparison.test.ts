import { randomBytes } from "node:crypto";
import { InvalidArgumentError, InvalidStatusError, type Trace, uuidV7 } from "@steptrace/core";
import { openDatabase, TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, onTestFinished } from "vitest";
import { readRuns } from "../src/comparison/read-runs.js";
import { type AnomaliesOptions, TraceQuery } from "../src/index.js";
import { insertRows, type Row } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const START = Date.parse("2026-01-10T12:00:00.000Z");
const MINUTE_MS = 60_000;

const step = (name: string, durationMs: number, given: object = {}) => ({
  name,
  timestamp: "2026-01-10T12:00:00.000000",
  duration_ms: durationMs,
  status: "success",
  ...given,
});

/** The `minute`th run of a skill: three steps of some 100, 200 and 300 ms. */
function run(skill: string, minute: number, given: Partial<Row> = {}): Row {
  const jitter = (minute * 7) % 10;
  return {
    trace_id: `${skill}-${String(minute).padStart(4, "0")}`,
    started_at: new Date(START + minute * MINUTE_MS).toISOString(),
    skill_name: skill,
    status: "success",
    total_duration_ms: 600 + jitter * 3,
    steps: [step("load", 100 + jitter), step("build", 200 + jitter), step("push", 300 + jitter)],
    ...given,
  };
}

const runs = (skill: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => run(skill, from + index));

const compareTest = test.extend<{ query: TraceQuery }>({
  query: async ({ db }, use) => {
    await using storage = new TraceStorage(db.url);
    await makeMonths(storage, ["2025-12", "2026-01"]);
    await use(new TraceQuery(storage));
  },
});

describe("compareTraces", () => {
  compareTest("compares two stored traces, of our own and of other systems", async ({ db, query }) => {
    await using storage = new TraceStorage(db.url);
    const own: Trace = {
      traceId: uuidV7(START),
      skillName: "compare",
      startedAt: new Date(START),
      status: "running",
      steps: [{ name: "load", timestamp: "2026-01-10T12:00:01.000000Z", durationMs: 100, status: "success" }],
      metadata: { env: "test" },
    };
    await storage.finalizeTrace(own, "success");
    await insertRows(db.sql, [run("compare", 0, { metadata: { env: "production" } })]);
    const comparison = await query.compareTraces(own.traceId, "compare-0000");
    expect(comparison).toMatchObject({
      a: { traceId: own.traceId, stepCount: 1 },
      b: { traceId: "compare-0000", stepCount: 3 },
      missing: [],
      added: [{ name: "build" }, { name: "push" }],
      metadata: { differences: [{ path: ["env"], a: '"test"', b: '"production"' }] },
    });
  });

  compareTest(
    "is absent where one of them is not stored, and refuses what is no id",
    async ({ db, query }) => {
      await insertRows(db.sql, [run("one", 0)]);
      expect(await query.compareTraces("one-0000", "nope")).toBeUndefined();
      expect(await query.compareTraces("nope", "one-0000")).toBeUndefined();
      await expect(query.compareTraces("one-0000", "")).rejects.toThrow(InvalidArgumentError);
      await expect(query.compareTraces("\u0000", "one-0000")).rejects.toThrow(InvalidArgumentError);
    },
  );

  compareTest("takes steps and metadata that are none for what there is of them", async ({ db, query }) => {
    const odd = { steps: [1, null, {}, { name: 5, duration_ms: "x" }, step("load", -3)], metadata: [1] };
    await insertRows(db.sql, [
      run("odd", 0, odd),
      run("odd", 1, { steps: { name: "load" }, metadata: "text", status: null }),
      run("odd", 2, { steps: null, total_duration_ms: null, status: "running" }),
    ]);
    const comparison = await query.compareTraces("odd-0000", "odd-0001");
    expect(comparison?.missing.map(({ name }) => name)).toEqual(["", "", "load"]);
    expect(comparison?.metadata.differences).toEqual([{ path: ["value"], a: "[1]", b: '"text"' }]);
    expect(comparison?.b).toMatchObject({ status: "running", stepCount: 0 });
    expect(await query.compareTraces("odd-0002", "odd-0002")).toMatchObject({ missing: [], steps: [] });
  });
});

describe("explainFailure", () => {
  compareTest(
    "lays the failure beside the last success before it, and beside the normal",
    async ({ db, query }) => {
      const refused = { status: "failed", error_message: "refused" };
      await insertRows(db.sql, [
        ...runs("deploy", 40),
        run("deploy", 40, { status: "failed", error_message: "other" }),
        run("deploy", 41, {
          ...refused,
          total_duration_ms: 4200,
          metadata: { branch: "dev" },
          steps: [step("load", 100), step("build", 4000), step("push", 100, refused)],
        }),
        ...runs("deploy", 5, 50),
        ...runs("other-skill", 1, 40),
      ]);
      const explanation = await query.explainFailure("deploy-0041");
      expect(explanation).toMatchObject({
        trace: { traceId: "deploy-0041", status: "failed", errorMessage: "refused" },
        failedStep: { name: "push", errorMessage: "refused" },
        comparison: {
          a: { traceId: "deploy-0039" },
          b: { traceId: "deploy-0041" },
          statusChanged: [{ a: { name: "push" } }],
          firstDivergence: { stepsInCommon: 3, a: { kind: "ended", step: { name: "push" } } },
          metadata: { differences: [{ path: ["branch"], b: '"dev"' }] },
        },
        normal: { runs: 40, isEnough: true, to: new Date(START + 39 * MINUTE_MS) },
      });
      expect(explanation?.findings).toEqual([
        { kind: "slow", evidence: expect.objectContaining({ valueUs: 4_200_000, samples: 40 }) },
        {
          kind: "slow-step",
          step: { name: "build", path: [] },
          evidence: expect.objectContaining({ valueUs: 4_000_000, medianUs: 204_500, samples: 40 }),
        },
      ]);
    },
  );

  compareTest("says what it cannot say: no success before, too few of them", async ({ db, query }) => {
    const timeout = { status: "timeout", steps: [step("load", 90_000)], total_duration_ms: 90_000 };
    await insertRows(db.sql, [run("young", 0, timeout), ...runs("young", 3, 1), run("young", 9, timeout)]);
    const first = await query.explainFailure("young-0000");
    expect(first).not.toHaveProperty("comparison");
    expect(first).toMatchObject({ findings: [], normal: { runs: 0, minRuns: 20, isEnough: false } });
    const later = await query.explainFailure("young-0009");
    expect(later).toMatchObject({
      comparison: { a: { traceId: "young-0003" }, missing: [{ name: "build" }, { name: "push" }] },
      findings: [],
      normal: { runs: 3, isEnough: false },
    });
  });

  compareTest(
    "does not take a success of the same moment for an earlier one twice, nor itself",
    async ({ db, query }) => {
      const at = { started_at: new Date(START).toISOString() };
      await insertRows(db.sql, [
        run("same", 0, { ...at, trace_id: "same-a" }),
        run("same", 0, { ...at, trace_id: "same-b", status: "failed" }),
        run("same", 0, { ...at, trace_id: "same-c" }),
      ]);
      expect(await query.explainFailure("same-b")).toMatchObject({
        comparison: { a: { traceId: "same-a" } },
        normal: { runs: 1 },
      });
    },
  );

  compareTest(
    "refuses a trace that did not fail; one that is not stored is absent",
    async ({ db, query }) => {
      await insertRows(db.sql, [run("fine", 0), run("fine", 1, { status: "running" })]);
      await expect(query.explainFailure("fine-0000")).rejects.toThrow(InvalidStatusError);
      await expect(query.explainFailure("fine-0001")).rejects.toThrow(
        /expected failed, timeout; received "running"/,
      );
      expect(await query.explainFailure("nope")).toBeUndefined();
      await expect(query.explainFailure("")).rejects.toThrow(InvalidArgumentError);
    },
  );
});

describe("anomalies", () => {
  const since = new Date(START + 100 * MINUTE_MS);
  const brief = async (query: TraceQuery, options: AnomaliesOptions) => {
    const { anomalies, ...report } = await query.anomalies(options);
    return {
      ...report,
      found: anomalies.map(({ traceId, findings }) => [traceId, ...findings.map(({ kind }) => kind)]),
    };
  };

  compareTest(
    "finds what is out of the normal before the range, newest first, and nothing else",
    async ({ db, query }) => {
      const [load, build, push] = [step("load", 100), step("build", 200), step("push", 300)];
      await insertRows(db.sql, [
        ...runs("nightly", 150),
        run("nightly", 200, { total_duration_ms: 6000 }),
        run("nightly", 201, { total_duration_ms: 60 }),
        run("nightly", 202, { steps: [load, step("build", 2000), push] }),
        run("nightly", 203, { steps: [load, push] }),
        run("nightly", 204, { steps: [load, push, build] }),
        run("nightly", 205, { steps: [load, build, push, step("mail", 5)] }),
        run("nightly", 206, { status: "failed", steps: [load], total_duration_ms: 100 }),
        run("nightly", 207, { status: "running", steps: [], total_duration_ms: null }),
      ]);
      expect(await brief(query, { skillName: "nightly", since })).toEqual({
        skillName: "nightly",
        judged: 57,
        isComplete: true,
        normal: {
          runs: 100,
          minRuns: 20,
          isEnough: true,
          from: new Date(START),
          to: new Date(START + 99 * MINUTE_MS),
          unsteady: [],
        },
        found: [
          ["nightly-0205", "unknown-step"],
          ["nightly-0204", "unseen-order"],
          ["nightly-0203", "missing-step"],
          ["nightly-0202", "slow-step"],
          ["nightly-0201", "fast"],
          ["nightly-0200", "slow"],
        ],
      });
      const until = new Date(START + 201 * MINUTE_MS);
      const narrow = await brief(query, { skillName: "nightly", since, until, limit: 1 });
      expect(narrow).toMatchObject({ judged: 1, isComplete: false, found: [["nightly-0201", "fast"]] });
      const [anomaly] = (await query.anomalies({ skillName: "nightly", since, limit: 1 })).anomalies;
      expect(anomaly).toEqual({
        traceId: "nightly-0205",
        skillName: "nightly",
        startedAt: new Date(START + 205 * MINUTE_MS),
        completedAt: new Date(START + 205 * MINUTE_MS),
        totalDurationMs: 615,
        status: "success",
        findings: [expect.objectContaining({ kind: "unknown-step", step: { name: "mail", path: [] } })],
      });
    },
  );

  compareTest("judges traces by each other where there are too few before", async ({ db, query }) => {
    await insertRows(db.sql, [
      ...runs("fresh", 30, 95),
      run("fresh", 200, { steps: [], total_duration_ms: 60_000 }),
    ]);
    const report = await brief(query, { skillName: "fresh", since });
    expect(report).toMatchObject({ judged: 26, normal: { runs: 31 } });
    expect(report.found).toEqual([["fresh-0200", "slow", "missing-step", "missing-step", "missing-step"]]);
  });

  compareTest(
    "raises no alarm on a skill of fewer than twenty runs, nor on one that is none",
    async ({ db, query }) => {
      await insertRows(db.sql, [
        ...runs("rare", 19, 90),
        run("rare", 300, { status: "failed", steps: [step("x", 1e9)] }),
      ]);
      expect(await brief(query, { skillName: "rare", since })).toMatchObject({
        judged: 0,
        found: [],
        normal: { runs: 19, isEnough: false },
      });
      expect(await brief(query, { skillName: "'; DROP TABLE execution_traces; --", since })).toMatchObject({
        judged: 0,
        normal: { runs: 0 },
      });
    },
  );

  compareTest("takes any range of time, and refuses what is none", async ({ db, query }) => {
    await insertRows(db.sql, runs("ranges", 25));
    const ask = (options: Partial<AnomaliesOptions>) =>
      brief(query, { skillName: "ranges", since, ...options });
    const [first, last] = [new Date(-8.64e15), new Date(8.64e15)];
    expect(await ask({ since: first, until: last })).toMatchObject({ judged: 25, found: [] });
    expect(await ask({ since: last })).toMatchObject({ judged: 0, normal: { runs: 25 } });
    expect(await ask({ limit: 0 })).toMatchObject({ found: [] });
    for (const options of [
      { since: new Date(Number.NaN) },
      { since: "7d" as never },
      { until: first },
      { limit: -1 },
      { skillName: " " },
      { skillName: "\u0000" },
    ])
      await expect(ask(options)).rejects.toThrow(InvalidArgumentError);
    await expect(query.anomalies(undefined as never)).rejects.toThrow(InvalidArgumentError);
    await expect(ask({ until: first })).rejects.toThrow(
      /^Invalid since: expected a Date that is not after until/,
    );
  });
});

compareTest("runs are read page by page, each once, newest first", async ({ db, query: _ }) => {
  const database = openDatabase(db.url);
  onTestFinished(() => database.close());
  // Several at each moment, so that pages end between them.
  const rows = runs("pages", 23).map((row, index) => ({
    ...row,
    // The fifth and the sixth are too large to be read with others.
    ...([5, 6].includes(index) && { steps: [step(randomBytes(1_500_000).toString("base64"), 1)] }),
    started_at: new Date(START + Math.floor(index / 4)).toISOString(),
  }));
  await insertRows(db.sql, rows);
  const filter = { skillName: "pages", bounds: {}, statuses: ["success"] as const };
  const ids = async (most: number, pageSize: number) => {
    const found: string[] = [];
    const pages = { keys: pageSize + 1, runs: pageSize };
    for await (const { traceId } of readRuns(database, { ...filter, most }, pages)) found.push(traceId);
    return found;
  };
  const newestFirst = rows.map(({ trace_id }) => trace_id).reverse();
  for (const pageSize of [1, 3, 23, 100]) expect(await ids(1000, pageSize)).toEqual(newestFirst);
  expect(await ids(10, 4)).toEqual(newestFirst.slice(0, 10));
  expect(await ids(0, 4)).toEqual([]);
});
