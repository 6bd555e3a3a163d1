import { type Step, uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect } from "vitest";
import { migratedTest } from "./migrated-test.js";
import { steptrace } from "./steptrace.js";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

interface Stored {
  /** The last success before the failure. */
  readonly success: string;
  readonly failure: string;
  /** A success that lacks a step. */
  readonly short: string;
}

/** Thirty successful runs ten days ago; today a good one, one that lacks a step, and one that failed. */
async function storeRuns(url: string): Promise<Stored> {
  await using storage = new TraceStorage(url);
  const store = async (ago: number, names: readonly string[], failing?: string): Promise<string> => {
    const startedAt = new Date(Date.now() - ago);
    const steps = names.map((name, index): Step => {
      const isLast = name === failing;
      return {
        name,
        id: index + 1,
        timestamp: new Date(startedAt.getTime() + 100 * (index + 1)).toISOString(),
        durationMs: isLast ? 5000 : 100,
        status: isLast ? "failed" : "success",
        ...(isLast && { errorMessage: "registry refused" }),
      };
    });
    const traceId = uuidV7(startedAt.getTime());
    const metadata = { branch: failing === undefined ? "main" : "dev" };
    const trace = { traceId, skillName: "deploy", startedAt, status: "running", steps, metadata } as const;
    await storage.finalizeTrace(trace, failing === undefined ? "success" : "failed");
    return traceId;
  };
  const all = ["load", "build", "push"];
  for (let run = 0; run < 30; run++) await store(240 * HOUR_MS + run * MINUTE_MS, all);
  const short = await store(5 * HOUR_MS, ["load", "push"]);
  const success = await store(4 * HOUR_MS, all);
  const failure = await store(2 * HOUR_MS, all, "push");
  return { success, failure, short };
}

const test = migratedTest.extend<{ $file: { stored: Stored } }>({
  stored: [async ({ db }, use) => use(await storeRuns(db.url)), { scope: "file" }],
});

describe("compare", () => {
  test("prints two traces side by side, and where they part", async ({ db, stored }) => {
    const env = { DATABASE_URL: db.url };
    const { code, stdout, stderr } = await steptrace(["compare", stored.success, stored.short], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^A {2}deploy succeeded in /);
    expect(stdout).toMatch(/^Steps in B: 1 missing\.$/m);
    expect(stdout).toMatch(/^- {2}build +100 ms +-+$/m);
    expect(stdout).toContain("They part after 1 step in common: A went on with build; B went on with push.");
  });

  test("prints the comparison as JSON, and takes beginnings of ids", async ({ db, stored }) => {
    const ids = [stored.success, stored.failure].map((id) => id.slice(0, 20));
    const { stdout } = await steptrace(["compare", ...ids, "--json", "--database-url", db.url]);
    expect(JSON.parse(stdout)).toMatchObject({
      a: { traceId: stored.success, stepCount: 3 },
      b: { traceId: stored.failure, status: "failed" },
      missing: [],
      slower: [{ a: { durationUs: 100_000 }, b: { name: "push", durationUs: 5_000_000 } }],
      metadata: { differences: [{ path: ["branch"], a: '"main"', b: '"dev"' }] },
    });
  });

  test("answers no for an id that nobody has, and refuses a single id", async ({ db, stored }) => {
    const ask = (...args: readonly string[]) => steptrace(["compare", ...args, "--database-url", db.url]);
    const unknown = await ask(stored.success, "nope");
    expect(unknown).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("'nope' is no trace's id"),
    });
    expect(await ask(stored.success)).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("explain", () => {
  test("says what was otherwise in a failure", async ({ db, stored }) => {
    const { code, stdout } = await steptrace(["explain", stored.failure, "--database-url", db.url]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^deploy failed after .*\n {2}registry refused\n\nIt failed in push\./);
    expect(stdout.replaceAll("\n", " ")).toContain(
      `The last success before it was ${stored.success}, 4 h ago`,
    );
    expect(stdout).toMatch(/^✗ {2}push +100 ms +5\.00 s +50×/m);
    expect(stdout).toMatch(/^ {2}push slow: took 5\.00 s$/m);
    const json = await steptrace(["explain", stored.failure, "--json", "--database-url", db.url]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      trace: { traceId: stored.failure },
      failedStep: { name: "push" },
      comparison: { a: { traceId: stored.success } },
      findings: [{ kind: "slow" }, { kind: "slow-step", evidence: { samples: 32, minSamples: 20 } }],
      normal: { runs: 32, isEnough: true },
    });
  });

  test("refuses a trace that did not fail, and answers no for none", async ({ db, stored }) => {
    const ask = (id: string) => steptrace(["explain", id, "--database-url", db.url]);
    const stderr = expect.stringContaining(`the status of trace '${stored.success}' is success`);
    expect(await ask(stored.success)).toMatchObject({ code: 2, stdout: "", stderr });
    expect(await ask("nope")).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("anomalies", () => {
  test("finds what is out of the normal since then, each with its evidence", async ({ db, stored }) => {
    const { code, stdout } = await steptrace(["anomalies", "deploy", "--database-url", db.url]);
    expect(code).toBe(0);
    expect(stdout.replaceAll("\n", " ")).toMatch(
      /^deploy: 2 of 3 traces out of the normal of 30 successful runs, /,
    );
    expect(stdout).toMatch(/^ +build missing\n +30 of 30 runs have it$/m);
    const json = await steptrace(["anomalies", "deploy", "--json", "--limit", "5", "--database-url", db.url]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      skillName: "deploy",
      judged: 3,
      anomalies: [
        { traceId: stored.failure, findings: [{ kind: "slow" }, { kind: "slow-step" }] },
        { traceId: stored.short, findings: [{ kind: "missing-step", step: { name: "build" } }] },
      ],
    });
  });

  test("is done where there is nothing out of the normal, and says so", async ({ db, stored: _ }) => {
    const args = ["anomalies", "deploy", "--since", "1h", "--database-url", db.url];
    const { code, stdout } = await steptrace(args);
    expect(code).toBe(0);
    expect(stdout.replaceAll("\n", " ")).toMatch(
      /^deploy: no trace since then to be judged by the normal of 32 successful runs/,
    );
  });

  test("answers no where there are too few runs, and refuses what is no question", async ({
    db,
    stored: _,
  }) => {
    const ask = (...args: readonly string[]) => steptrace(["anomalies", ...args, "--database-url", db.url]);
    const none = await ask("no-such-skill", "--json");
    expect(none).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("takes 20 successful runs, and 0 are stored"),
    });
    expect(JSON.parse(none.stdout)).toMatchObject({ judged: 0, anomalies: [], normal: { isEnough: false } });
    expect(await ask()).toMatchObject({ code: 2 });
    expect(await ask(" ")).toMatchObject({ code: 2 });
    expect(await ask("deploy", "--since", "yesterday")).toMatchObject({ code: 2 });
  });
});
