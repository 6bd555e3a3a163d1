import { createServer as createHttpServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { InMemoryStepJournal } from "@steptrace/core";
import express from "express";
import fastify from "fastify";
import { describe, expect, onTestFinished } from "vitest";
import { createServer, requestListener } from "../src/index.js";
import { pageFiles } from "./support/page-files.js";
import { type Site, serverTest as test } from "./support/server-test.js";

const TOKEN = "0123456789abcdef";
const BASE = "/in/traces";

/** Batches that never come. */
const silence = {
  async *watch({ signal }: { readonly signal: AbortSignal }) {
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    yield* [];
  },
};

async function open(site: Site) {
  const server = createServer({
    ...site.options,
    journal: new InMemoryStepJournal(),
    events: { source: "process", events: silence },
    assets: await pageFiles(),
    token: TOKEN,
  });
  onTestFinished(() => server.close());
  return { server, listener: requestListener(server, { base: BASE }) };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** All that a browser would do. */
async function visit(site: Site, origin: string, watching: () => number): Promise<void> {
  expect(await (await fetch(`${origin}/mine`)).text()).toBe("mine");
  const page = await fetch(`${origin}${BASE}/traces/1`);
  expect(await page.text()).toContain(`<meta name="steptrace-base" content="${BASE}/" />`);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
  const script = await fetch(`${origin}${BASE}/assets/main-abc123.js`);
  expect([script.status, (await script.text()).length]).toEqual([200, 5016]);
  const api = `${origin}${BASE}/api/v1`;
  expect((await fetch(`${api}/traces`)).status).toBe(401);
  const session = await fetch(`${api}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ token: TOKEN }),
  });
  expect(session.status).toBe(204);
  const headers = { cookie: session.headers.get("set-cookie")?.split(";")[0] ?? "" };
  const trace = await fetch(`${api}/traces/${site.ids.failed}`, { headers });
  expect([trace.status, await trace.json()]).toMatchObject([200, { trace: { status: "failed" } }]);
  expect((await fetch(`${api}/traces?limit=0`, { headers })).status).toBe(400);
  expect((await fetch(`${api}/traces`, { method: "DELETE", headers })).status).toBe(405);
  const gone = new AbortController();
  const events = await fetch(`${api}/events`, { headers, signal: gone.signal });
  expect([events.status, watching()]).toEqual([200, 1]);
  gone.abort();
  await expect.poll(watching).toBe(0);
}

describe("the server is mounted", () => {
  test("in an application of Express", async ({ site }) => {
    const { server, listener } = await open(site);
    const app = express();
    app.get("/mine", (_request, response) => void response.send("mine"));
    app.use(BASE, listener);
    await visit(site, await serve(app), server.watching);
  });

  test("in an application of Express that reads bodies itself", async ({ site }) => {
    const { server, listener } = await open(site);
    const app = express();
    app.use(express.json());
    app.get("/mine", (_request, response) => void response.send("mine"));
    app.use(BASE, listener);
    await visit(site, await serve(app), server.watching);
  });

  test("in an application of Fastify", async ({ site }) => {
    const { server, listener } = await open(site);
    const app = fastify({ forceCloseConnections: true });
    app.get("/mine", () => "mine");
    app.all(`${BASE}/*`, {
      // Before Fastify reads the body.
      onRequest: (request, reply) => {
        reply.hijack();
        void listener(request.raw, reply.raw);
      },
      handler: () => {},
    });
    onTestFinished(() => app.close());
    await visit(site, await app.listen({ port: 0, host: "127.0.0.1" }), server.watching);
  });

  test("in a server of Node.js, and changes nothing global", async ({ site }) => {
    const { Request: before, Response: alsoBefore } = globalThis;
    const { server, listener } = await open(site);
    const origin = await serve((request, response) => {
      if (request.url === "/mine") response.end("mine");
      else void listener(request, response);
    });
    await visit(site, origin, server.watching);
    expect(globalThis.Request === before && globalThis.Response === alsoBefore).toBe(true);
  });
});
