import { describe, expect } from "vitest";
import { migratedTest } from "./migrated-test.js";
import { steptrace } from "./steptrace.js";
import { type StoredTraces, storeTraces } from "./store-traces.js";

const test = migratedTest.extend<{ $file: { stored: StoredTraces } }>({
  stored: [async ({ db }, use) => use(await storeTraces(db.url)), { scope: "file" }],
});

describe("stats", () => {
  test("prints a row for each skill, the one with the most traces first", async ({ db, stored: _ }) => {
    const { code, stdout, stderr } = await steptrace(["stats"], { env: { DATABASE_URL: db.url } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [titles, first] = stdout.split("\n");
    expect(titles).toMatch(/^SKILL +TRACES +FAILED +P50 +P95 +P99$/);
    expect(first).toMatch(/^docker-build +2 +1 \(50 %\) /);
  });

  test("shows a skill with its steps; as JSON both as they are", async ({ db, stored: _ }) => {
    const env = { DATABASE_URL: db.url };
    const { stdout } = await steptrace(["stats", "docker-build", "--since", "7d"], { env });
    expect(stdout).toMatch(/^docker-build {2}2 traces; 1 \(50 %\) failed$/m);
    expect(stdout).toMatch(/^STEP +TIME +COUNT +FAILED +P50 +P95 +MAX$/m);
    expect(stdout).toMatch(/^load-config /m);
    const { stdout: json } = await steptrace(["stats", "docker-build", "--json"], { env });
    expect(JSON.parse(json)).toMatchObject({
      skill: { skillName: "docker-build", count: 2, failures: 1, failureRate: 0.5, series: [{ count: 2 }] },
      steps: expect.arrayContaining([
        expect.objectContaining({ stepName: "prepare", count: 2, failures: 0 }),
      ]),
    });
  });

  test("says that a skill has no traces in the time, and what to try", async ({ db, stored: _ }) => {
    const env = { DATABASE_URL: db.url };
    const { code, stderr } = await steptrace(["stats", "no-such-skill"], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^steptrace: No trace of skill 'no-such-skill' has ended that started since /);
    const later = await steptrace(["stats", "--since", "2099-01-01"], { env });
    expect(later).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^No trace has ended that started since \d{4}-/),
    });
    expect((await steptrace(["stats", "--since", "soon"], { env })).code).toBe(2);
  });

  test("rebuild makes them anew, wherever its options stand", async ({ db, stored: _ }) => {
    const { code, stdout } = await steptrace(["--database-url", db.url, "stats", "rebuild"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^Rebuilt: \d{4}-\d\d\.\n$/) });
    for (const args of [
      ["stats", "rebuild", "--json"],
      ["stats", "--json", "rebuild"],
    ]) {
      const { stdout: json } = await steptrace([...args, "--database-url", db.url]);
      expect(JSON.parse(json)).toEqual({ tracesCounted: 0, months: [expect.any(String)], leftAlone: [] });
    }
  });
});
