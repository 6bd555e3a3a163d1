import { request } from "node:http";
import { TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import fc from "fast-check";
import { describe, expect, onTestFinished, vi } from "vitest";
import { createServer, listen } from "../src/index.js";
import { pageFiles } from "./support/page-files.js";
import { type Site, serverTest as test } from "./support/server-test.js";

const TOKEN = "correct-horse-battery-staple";
const CASES = 1000;

const ODD = [
  ..."\0|a\0b|..|.|NaN|Infinity|-1|1e308|0x10|[]|null|{}|\u202e|'|\"|*|:*|\\|a & b | !c".split("|"),
  ...["x".repeat(256), "9".repeat(400), "[".repeat(5000), `${'{"a":'.repeat(1500)}1${"}".repeat(1500)}`],
  ...['{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"__proto__":{}}', '{"a":1e400}'],
  ...[
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2024-02-30T00:00:00Z",
  ],
];
const RANGE = ["from", "to"];
const FILTERS = [
  "skill",
  "status",
  "executionId",
  "minDuration",
  "maxDuration",
  "metadata",
  "text",
  ...RANGE,
];
/** Paths, and the parameters of each; `{}` is one in the path. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  "/skills": ["bucket", ...RANGE],
  "/skills/{}/stats": [],
  "/skills/pack/stats": ["bucket", "bins", ...RANGE],
  "/skills/{}/steps": RANGE,
  "/skills/pack/anomalies": ["limit", ...RANGE],
  "/traces": ["cursor", "limit", ...FILTERS],
  "/traces/points": ["limit"],
  "/traces/{}": [],
  "/traces/{}/steps/{}": [],
  "/traces/{}/similar": ["limit", "minSimilarity"],
  "/traces/{}/explanation": [],
  "/traces/{}/export": ["format"],
  "/compare?a={}&b={}": [],
  "/failures": ["skill", "orderBy", "limit", ...RANGE],
  "/failures/{}/traces": [],
  "/failures/1/traces": ["skill", "cursor", "limit", ...RANGE],
  "/events": ["skill", "status", "after", "traceId"],
};
const NAMES = [
  ...[
    "skill",
    "status",
    "executionId",
    "minDuration",
    "maxDuration",
    "metadata",
    "text",
    "from",
    "to",
    "cursor",
  ],
  ...["limit", "bucket", "bins", "minSimilarity", "orderBy", "after", "traceId", "format", "a", "b"],
];
const PARTS = [
  ...["api", "v1", "traces", "skills", "failures", "compare", "events", "storage", "assets", "index.html"],
  ...["points", "similar", "stats", "steps", "export", "..", "%2e%2e", "%00", "{a,b}", "'; DROP TABLE x;--"],
];
const part = fc.oneof(fc.constantFrom(...PARTS, ...ODD), fc.string({ maxLength: 300 }), fc.webUrl());
const value = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ maxLength: 200 }),
  fc.double().map(String),
  fc.json(),
);
const anyRequest = fc.record({
  parts: fc.array(part, { maxLength: 5 }),
  pairs: fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 4 }),
  method: fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "DELETE", "OPTIONS", "PROPFIND"),
  isApi: fc.boolean(),
  range: fc.string({ maxLength: 20 }),
  last: fc.string({ maxLength: 200 }),
});

function withToken(site: Site) {
  const { app } = createServer({ ...site.options, token: TOKEN });
  return (path: string, headers: Readonly<Record<string, string>> = {}, body?: string) =>
    app.request(`http://localhost/api/v1${path}`, { headers, ...(body && { method: "POST", body }) });
}

describe("the server", () => {
  test("sends nothing without the word that its content stays its own", async ({ site }) => {
    for (const path of ["/api/v1/health", "/api/v1/nothing", "/"]) {
      const { headers } = await site.get(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    }
  });

  test("answers to its own names alone", async ({ site }) => {
    const hosts = ["traces.example", "Other.example:80", "fe80::1"];
    const { app } = createServer({ ...site.options, hosts });
    const statusOf = async (headers: Readonly<Record<string, string>>) =>
      (await app.request("http://localhost/api/v1/health", { headers })).status;
    for (const host of [
      "localhost:7430",
      "127.0.0.1",
      "[::1]:80",
      "TRACES.example:443",
      "other.example",
      "[fe80::1]:8",
    ])
      expect(await statusOf({ host }), host).toBe(200);
    for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
      expect(await statusOf({ host }), host).toBe(421);
    expect(await statusOf({ host: "localhost:7430", origin: "http://localhost:7430" })).toBe(200);
    for (const origin of ["http://evil.example", "null", "http://localhost:81"])
      expect(await statusOf({ host: "localhost:7430", origin }), origin).toBe(403);
  });

  test("answers to each of its addresses where it listens at all of them", async ({ site }) => {
    const statusOf = async (hosts: readonly string[], host: string) => {
      const { app } = createServer({ ...site.options, hosts });
      return (await app.request("http://localhost/api/v1/health", { headers: { host } })).status;
    };
    for (const host of ["10.1.2.3:7430", "[fe80::1]:7430"]) {
      expect(await statusOf(["0.0.0.0"], host)).toBe(200);
      expect(await statusOf(["::"], host)).toBe(200);
      expect(await statusOf(["10.1.2.4"], host)).toBe(421);
    }
    for (const host of ["evil.example", "10.1.2.3.evil.example", "[evil]"])
      expect(await statusOf(["0.0.0.0"], host)).toBe(421);
  });

  test("answers no page of another site, but to whoever follows a link from there", async ({ site }) => {
    const statusOf = async (site_: string, mode: string) =>
      (await site.get("/api/v1/health", { headers: { "sec-fetch-site": site_, "sec-fetch-mode": mode } }))
        .status;
    for (const other of ["cross-site", "same-site"]) {
      expect(await statusOf(other, "no-cors")).toBe(403);
      expect(await statusOf(other, "navigate")).toBe(200);
    }
    for (const own of ["same-origin", "none"]) expect(await statusOf(own, "cors")).toBe(200);
  });

  test("reads alone", async ({ site }) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      for (const path of ["/", "/traces", "/api/v1/traces", "/api/v1/events"]) {
        const response = await site.get(path, { method });
        expect([response.status, response.headers.get("allow")], method).toEqual([405, "GET, HEAD"]);
      }
  });

  test("asks for its token, and takes it as a bearer or in exchange for a cookie", async ({ site }) => {
    const ask = withToken(site);
    for (const headers of [{}, { authorization: "Bearer wrong" }, { cookie: "steptrace_session=0" }])
      expect((await ask("/features", headers)).status).toBe(401);
    for (const scheme of ["Bearer", "bearer"])
      expect((await ask("/features", { authorization: `${scheme} ${TOKEN}` })).status).toBe(200);
    expect((await ask("/features")).headers.get("www-authenticate")).toBe("Bearer");
    expect((await ask("/session", {}, JSON.stringify({ token: "wrong" }))).status).toBe(401);
    expect((await ask("/session", {}, "x".repeat(5000))).status).toBe(413);
    const session = await ask("/session", {}, JSON.stringify({ token: TOKEN }));
    expect(session.status).toBe(204);
    const cookie = session.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toContain(TOKEN);
    expect((await ask("/features", { cookie: cookie.split(";")[0] ?? "" })).status).toBe(200);
  });

  test.for(["short", "with spaces between its words", "of-umläuts-and-more", "x".repeat(1001)])(
    "takes no token that can be guessed, or that a header cannot carry: %s",
    (token, { site }) => {
      const create = () => createServer({ ...site.options, token });
      expect(create).toThrow(/16 to 1,000 visible characters/);
      expect(create).not.toThrow(token);
    },
  );

  test("says nothing of what it does not know, and tells whoever is there to hear it", async ({ site }) => {
    const onError = vi.fn((_error: unknown) => {
      throw new Error("nobody hears");
    });
    const fault = new Error("hunter2");
    const diagnose = () => Promise.reject(fault);
    const { app } = createServer({ ...site.options, diagnose, onError });
    const response = await app.request("http://localhost/api/v1/storage");
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining("hunter2")]);
    expect(onError.mock.calls).toEqual([[fault]]);
  });

  test("says that its database is away, and not by which password", async () => {
    const storage = new TraceStorage("postgres://someone:hunter2@127.0.0.1:1/traces");
    const onError = vi.fn<(error: unknown) => void>();
    const { app } = createServer({ query: new TraceQuery(storage), storage, onError });
    for (const path of [
      "/traces",
      "/skills",
      "/traces/x",
      "/traces/x/similar",
      "/failures",
      "/compare?a=1&b=2",
    ]) {
      const response = await app.request(`http://localhost/api/v1${path}`);
      const text = await response.text();
      expect([response.status, text]).toEqual([503, expect.stringContaining("ECONNREFUSED")]);
      expect(text).not.toMatch(/hunter2|someone/);
    }
    expect(onError).toHaveBeenCalledTimes(6);
    await storage.close();
  });

  test("has no request that it fails at", async ({ site }) => {
    const faults: unknown[] = [];
    const { url, close } = await listen(
      createServer({
        ...site.options,
        assets: await pageFiles(),
        events: { source: "process", events: { watch: noEvents } },
        onError: (error) => void faults.push(error),
      }),
      { port: 0 },
    );
    onTestFinished(close);
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ parts, pairs, method, isApi, range, last }) => {
        const path = [...(isApi ? ["api", "v1"] : []), ...parts.map((text) => encodeLoosely(text))].join("/");
        const headers = { range: encodeURIComponent(range), "last-event-id": encodeURIComponent(last) };
        const status = await statusOf(`${url}${path}?${new URLSearchParams(pairs)}`, method, headers);
        expect([status < 500, faults]).toEqual([true, []]);
      }),
      { numRuns: CASES },
    );
  });

  test("has no parameter that it fails at", async ({ site }) => {
    const events = { source: "process", events: { watch: noEvents } } as const;
    const { app } = createServer({ ...site.options, events });
    for (const path of Object.entries(ROUTES).flatMap(oddRequests)) {
      const response = await app.request(`http://localhost/api/v1${path}`);
      expect(response.status, path).toBeLessThan(500);
      await response.body?.cancel();
    }
  });
});

/** A path with each odd value in it, and at each of its parameters. */
function oddRequests([path, names]: readonly [string, readonly string[]]): readonly string[] {
  return ODD.map(encodeURIComponent).flatMap((odd) => [
    path.replaceAll("{}", odd),
    ...names.map((name) => `${path.replaceAll("{}", "pack")}?${name}=${odd}`),
  ]);
}

async function* noEvents(): AsyncGenerator<never> {}

/** Half of what is odd as it stands: a path that no client would send. */
function encodeLoosely(text: string): string {
  return text.length % 2 === 0 ? encodeURIComponent(text) : text.replace(/[^\x21-\x7e]|[?#]/g, "%");
}

function statusOf(url: string, method: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf("/", "http://".length));
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end();
  });
}
