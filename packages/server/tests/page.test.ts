import { importTrace } from "@steptrace/core";
import { Hono } from "hono";
import { describe, expect } from "vitest";
import { createServer } from "../src/index.js";
import { pageFiles } from "./support/page-files.js";
import { HOSTILE, type Site, serverTest as test } from "./support/server-test.js";

async function open(site: Site) {
  const { app } = createServer({ ...site.options, assets: await pageFiles() });
  return async (path: string, headers: Readonly<Record<string, string>> = {}) =>
    app.request(`http://localhost${path}`, { headers });
}

describe("the page", () => {
  test.for(["/", "/index.html", "/traces", "/traces/a.b", "/failures/-123?skill=x", "/any/where"])(
    "is what is shown at %s",
    async (path, { site }) => {
      const response = await (await open(site))(path);
      expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-cache"]);
      expect(response.headers.get("content-type")).toMatch(/^text\/html/);
      expect(await response.text()).toContain("the page");
    },
  );

  test("has its files kept for ever where their names change with them", async ({ site }) => {
    const get = await open(site);
    const script = await get("/assets/main-abc123.js", { "accept-encoding": "gzip" });
    expect(script.status).toBe(200);
    expect(script.headers.get("content-type")).toMatch(/javascript/);
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(script.headers.get("content-encoding")).toBe("gzip");
    const icon = await get("/favicon.svg");
    expect([icon.status, await icon.text()]).toEqual([200, "<svg />"]);
    expect(icon.headers.get("content-type")).toMatch(/^image\/svg\+xml/);
    expect(icon.headers.get("cache-control")).toBe("public, max-age=3600");
  });

  test.for(["/assets/none.js", "/assets/", "/none.png", "/api/none", "/api"])(
    "is not what is shown at %s",
    async (path, { site }) => {
      const response = await (await open(site))(path);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        404,
        "application/problem+json",
      ]);
    },
  );

  test.for([
    "/assets/../../secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/..%2fsecret.txt",
    "/assets/%00",
    "/assets/main-abc123.js%00.txt",
    "/assets//etc/passwd",
  ])("has no way out of its folder: %s", async (path, { site }) => {
    const response = await (await open(site))(path);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toMatch(/secret|root:/);
  });

  test("comes with a trace in it, which stays text", async ({ site }) => {
    const get = await open(site);
    expect(await (await get("/api/v1/features")).json()).toMatchObject({ htmlExport: true });
    const response = await get(`/api/v1/traces/${site.ids.failed}/export?format=html`);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="trace-.*\.html"$/);
    const html = await response.text();
    expect(html).not.toContain("<img");
    const json = /^<script type="application\/json" id="steptrace-export">([^<]*)<\/script>$/.exec(html)?.[1];
    const trace = importTrace(JSON.parse(json ?? ""));
    expect(trace).toEqual(await site.options.storage.getTrace(site.ids.failed));
    expect(JSON.stringify(trace)).toContain(JSON.stringify(HOSTILE).slice(1, -1));
  });

  test("says where it is, mounted in an application of Hono", async ({ site }) => {
    const { app } = createServer({ ...site.options, assets: await pageFiles() });
    const mine = new Hono().get("/mine", (context) => context.text("mine")).route("/in/traces", app);
    const get = async (path: string) => mine.request(`http://localhost${path}`);
    expect(await (await get("/mine")).text()).toBe("mine");
    const page = await (await get("/in/traces/compare?a=1")).text();
    expect(page).toContain(`<meta name="steptrace-base" content="/in/traces/" />`);
    expect(page).toContain(`href="/in/traces/favicon.svg"`);
    expect(await (await get("/in/traces/favicon.svg")).text()).toBe("<svg />");
    expect((await get("/in/traces/assets/main-abc123.js")).status).toBe(200);
    expect((await get(`/in/traces/api/v1/traces/${site.ids.failed}`)).status).toBe(200);
    expect((await get("/in/traces/api/v1/none")).headers.get("content-type")).toBe(
      "application/problem+json",
    );
    expect((await get("/elsewhere")).status).toBe(404);
  });
});
