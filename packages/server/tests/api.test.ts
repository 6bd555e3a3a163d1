import { importTrace } from "@steptrace/core";
import { describe, expect } from "vitest";
import type { ZodType } from "zod";
import { schemas } from "../src/contract/schemas.js";
import { HOSTILE, serverTest as test } from "./support/server-test.js";

/** As many lists as an answer has, none of its own keys is missing in its description. */
async function answerOf(response: Response, schema: ZodType): Promise<unknown> {
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  expect(schema.parse(body)).toEqual(body);
  return body;
}

const SINCE = "from=2020-01-01T00:00:00Z";

describe("the API", () => {
  test("answers each question as its description says", async ({ site }) => {
    const { failed, alike, success } = site.ids;
    const questions: readonly (readonly [string, ZodType])[] = [
      ["/health", schemas.health],
      ["/features", schemas.features],
      ["/skills", schemas.skills],
      [`/skills?bucket=day&${SINCE}`, schemas.skills],
      ["/skills/pack/stats?bucket=hour&bins=10", schemas.stats],
      ["/skills/pack/steps", schemas.steps],
      [`/skills/pack/anomalies?${SINCE}`, schemas.anomalies],
      ["/traces?skill=pack&status=failed&text=shelf&minDuration=0&maxDuration=60000", schemas.traces],
      ["/traces/points?skill=pack", schemas.points],
      ["/running", schemas.running],
      [`/traces/${failed}`, schemas.skeleton],
      [`/traces/${failed}/steps/0`, schemas.step],
      [`/traces/${failed}/similar?minSimilarity=0.2`, schemas.similar],
      [`/traces/${failed}/explanation`, schemas.explanation],
      [`/compare?a=${success}&b=${alike}`, schemas.comparison],
      ["/failures?orderBy=lastSeen", schemas.failures],
      ["/storage", schemas.storage],
    ];
    for (const [path, schema] of questions) await answerOf(await site.get(`/api/v1${path}`), schema);
  });

  test("gives a trace column by column, and a step whole", async ({ site }) => {
    const trace = await answerOf(await site.get(`/api/v1/traces/${site.ids.failed}`), schemas.skeleton);
    expect(trace).toMatchObject({
      trace: { status: "failed", errorMessage: "order 18 not found at shelf" },
      metadata: { note: HOSTILE },
      names: [`fetch ${HOSTILE}`, "shelf"],
      steps: { name: [0, 1], parentId: [0, 1], flags: [0, 1 + 16 + 32] },
    });
    const step = await answerOf(await site.get(`/api/v1/traces/${site.ids.failed}/steps/1`), schemas.step);
    expect(step).toMatchObject({ name: "shelf", attributes: { shelf: 4, note: HOSTILE }, parentId: 1 });
    expect((await site.get(`/api/v1/traces/${site.ids.failed}/steps/2`)).status).toBe(404);
  });

  test("gives a trace that runs, as far as its journal knows", async ({ site }) => {
    await expect
      .poll(async () => (await site.get(`/api/v1/traces/${site.runningId}`)).status, { timeout: 5000 })
      .toBe(200);
    const running = await answerOf(await site.get("/api/v1/running"), schemas.running);
    expect(running).toMatchObject({ journal: true, traces: [{ trace: { traceId: site.runningId } }] });
  });

  test("pages through the failures of a group", async ({ site }) => {
    const { groups } = (await answerOf(await site.get("/api/v1/failures"), schemas.failures)) as {
      groups: { group: string; count: number }[];
    };
    const [{ group, count }] = groups as [{ group: string; count: number }];
    const seen: string[] = [];
    let cursor = "";
    do {
      const path = `/api/v1/failures/${group}/traces?limit=1${cursor && `&cursor=${cursor}`}`;
      const page = (await answerOf(await site.get(path), schemas.traces)) as {
        items: { traceId: string }[];
        nextCursor?: string;
      };
      seen.push(...page.items.map(({ traceId }) => traceId));
      cursor = page.nextCursor ?? "";
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(count);
    expect(seen).toEqual(expect.arrayContaining([site.ids.failed, site.ids.alike]));
  });

  test("exports a trace whole, and says that it has no page", async ({ site }) => {
    const response = await site.get(`/api/v1/traces/${site.ids.failed}/export?format=json`);
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="trace-[\w-]+\.json"$/,
    );
    const stored = await site.options.storage.getTrace(site.ids.failed);
    expect(importTrace(await response.json())).toEqual(stored);
    expect((await site.get(`/api/v1/traces/${site.ids.failed}/export?format=html`)).status).toBe(404);
  });

  test.for([
    ["/traces?limit=0", 400, "limit"],
    ["/traces?from=soon", 400, "from"],
    ["/traces?metadata=[1]", 400, "JSON object"],
    ["/traces?minDuration=5&maxDuration=1", 400, "minDuration"],
    ["/traces?cursor=nonsense", 400, "cursor"],
    ["/traces/nobody", 404, "nobody"],
    ["/traces/nobody/similar", 404, "nobody"],
    ["/traces/nobody/explanation", 404, "nobody"],
    ["/skills/nobody/stats", 404, "nobody"],
    ["/compare?a=nobody&b=nobody", 404, "nobody"],
    ["/failures/abc/traces", 400, "group"],
    ["/nothing", 404, "openapi.json"],
  ] as const)("says what is wrong with %s", async ([path, status, words], { site }) => {
    const response = await site.get(`/api/v1${path}`);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const body = (await response.json()) as { readonly detail: string };
    expect([response.status, body]).toEqual([status, expect.objectContaining({ status })]);
    expect(body.detail).toContain(words);
  });

  test("refuses to explain a success, and says why", async ({ site }) => {
    const response = await site.get(`/api/v1/traces/${site.ids.success}/explanation`);
    expect(response.status).toBe(422);
  });

  test("need not send again what the page has", async ({ site }) => {
    const path = `/api/v1/traces/${site.ids.failed}`;
    const etag = (await site.get(path)).headers.get("etag") ?? "";
    const again = await site.get(path, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("describes itself", async ({ site }) => {
    const description: unknown = await (await site.get("/api/v1/openapi.json")).json();
    expect(description).toMatchObject({ openapi: "3.1.0", servers: [{ url: "/api/v1" }] });
    const { paths } = description as { readonly paths: object };
    expect(Object.keys(paths).toSorted()).toEqual([
      ...["/compare", "/events", "/failures", "/failures/{group}/traces", "/features", "/health", "/running"],
      ...[
        "/session",
        "/skills",
        "/skills/{skill}/anomalies",
        "/skills/{skill}/stats",
        "/skills/{skill}/steps",
      ],
      ...["/storage", "/traces", "/traces/points", "/traces/{id}", "/traces/{id}/explanation"],
      ...["/traces/{id}/export", "/traces/{id}/similar", "/traces/{id}/steps/{index}"],
    ]);
  });
});
