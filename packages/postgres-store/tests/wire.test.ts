import { describe, expect, onTestFinished } from "vitest";
import { TraceStorage } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";
import { startProxy } from "./support/proxy.js";
import { sampleTrace } from "./support/sample-trace.js";

/** A Parse message of the protocol: a statement's name, which is empty for an unnamed one, and its text. */
const PARSE = /P[\s\S]{4}([\w]*)\0\s*(?:SELECT|INSERT|WITH|DO)/g;
const STARTUP_PARAMETERS = new Set(["user", "database", "client_encoding", "application_name"]);

async function sentBy(url: string, options: { readonly prepare?: boolean }): Promise<string> {
  const proxy = await startProxy(new URL(url));
  onTestFinished(() => proxy.close());
  const through = new URL(url);
  through.port = String(proxy.port);
  const storage = new TraceStorage(through.href, options);
  const traces = Array.from({ length: 3 }, () => sampleTrace({ startedAt: new Date("2010-01-01") }));
  for (const trace of traces) await storage.finalizeTrace(trace, "success");
  for (const trace of traces) await storage.getTrace(trace.traceId);
  await storage.close();
  return proxy.sent();
}

/** The names that stand at the beginning of what a client sends, after its length and version. */
function startupParameters(sent: string): readonly string[] {
  const length = Buffer.from(sent.slice(0, 4), "latin1").readUInt32BE();
  return sent
    .slice(8, length)
    .split("\0")
    .filter((text, index) => index % 2 === 0 && text !== "");
}

describe("what goes to the server", () => {
  test("names prepared statements, and parses each once, by default", async ({ db }) => {
    const sent = await sentBy(db.url, {});
    const names = [...sent.matchAll(PARSE)].map((match) => match[1]);
    expect(names).not.toContain("");
    expect(new Set(names).size).toBe(names.length);
    // The first trace adds its signature, others of the same do not.
    expect(sent.match(/INSERT INTO "execution_traces"/g)).toHaveLength(2);
    expect(startupParameters(sent)).toContain("statement_timeout");
  });

  test("has no name and no setting that a PgBouncer refuses, with prepare: false", async ({ db }) => {
    const sent = await sentBy(db.url, { prepare: false });
    const names = [...sent.matchAll(PARSE)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(5);
    expect(new Set(names)).toEqual(new Set([""]));
    for (const name of startupParameters(sent)) expect(STARTUP_PARAMETERS).toContain(name);
  });

  test("has no transaction and no COPY, which this driver does not carry safely", async ({ db }) => {
    const sent = await sentBy(db.url, {});
    expect(sent).not.toMatch(/BEGIN|COPY/);
  });
});
