import type { ChildProcess } from "node:child_process";
import { describe, expect, onTestFinished } from "vitest";
import { migratedTest as test } from "./migrated-test.js";
import { type Finished, type SteptraceOptions, steptrace } from "./steptrace.js";
import { storeTraces } from "./store-traces.js";
import { temporaryDirectory } from "./temporary-directory.js";

const ADDRESS = /http:\/\/\S+:\d+\//;
const TIMEOUT_MS = 120_000;

interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts `steptrace serve`, and waits until it says where it serves. */
function serve(args: readonly string[], options: SteptraceOptions = {}): Promise<Serving> {
  return new Promise((resolve, reject) => {
    const onStart = (child: ChildProcess): void => {
      onTestFinished(() => void child.kill("SIGKILL"));
      let output = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        output += chunk;
        const url = ADDRESS.exec(output)?.[0];
        if (url !== undefined) resolve({ url, child, finished });
      });
    };
    const finished = steptrace(["serve", "--port", "0", ...args], { ...options, onStart });
    void finished.then(({ stderr }) => reject(new Error(stderr)));
  });
}

describe("steptrace serve", { timeout: TIMEOUT_MS }, () => {
  test("serves the API until it is interrupted", async ({ db }) => {
    const { failure } = await storeTraces(db.url);
    const { url, child, finished } = await serve(["--database-url", db.url]);
    const response = await fetch(`${url}api/v1/traces/${failure}`);
    expect([response.status, await response.json()]).toMatchObject([200, { trace: { status: "failed" } }]);
    child.kill("SIGINT");
    expect(await finished).toMatchObject({ code: 0, stderr: "" });
  });

  test("lets other commands use its embedded store meanwhile", async () => {
    const cwd = await temporaryDirectory();
    const { url, child, finished } = await serve([], { cwd });
    const run = await steptrace(["run", "--skill", "beside", "--", "true"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const list = await steptrace(["list", "--json"], { cwd });
    const [{ traceId }] = JSON.parse(list.stdout) as [{ readonly traceId: string }];
    expect((await fetch(`${url}api/v1/traces/${traceId}`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await finished).toMatchObject({ code: 0, stderr: "" });
  });

  test("asks for a token where others can ask, and says of a port that it is taken", async ({ db }) => {
    const env = { DATABASE_URL: db.url };
    const open = await steptrace(["serve", "--host", "0.0.0.0"], { env });
    expect(open).toMatchObject({ code: 2, stderr: expect.stringContaining("STEPTRACE_TOKEN") });
    const { url } = await serve([], { env: { ...env, STEPTRACE_TOKEN: "0123456789abcdef" } });
    expect((await fetch(`${url}api/v1/features`)).status).toBe(401);
    const taken = await steptrace(["serve", "--port", new URL(url).port], { env });
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining("EADDRINUSE") });
  });
});
