import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished } from "vitest";
import { drainOnExit } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";

const PROGRAM = fileURLToPath(new URL("processes/drain.mjs", import.meta.url));
const FINALIZED = 2000;

/** How a process ended: by a code or by a signal; and what it said. */
interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Runs the program; with a signal, that is sent as soon as it has finalized everything. */
async function endOf(args: readonly string[], signal?: NodeJS.Signals): Promise<End> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const output = text(child.stdout);
  const ended = once(child, "exit");
  await once(child.stdout, "readable");
  if (signal !== undefined) child.kill(signal);
  const [code, by] = (await ended) as [number | null, NodeJS.Signals | null];
  return { code, signal: by, output: await output };
}

describe("a process that is told to end", () => {
  test.for(["SIGTERM", "SIGINT"] as const)(
    "stores first what it has finalized, and then ends by that signal: %s",
    async (signal, { db }) => {
      const before = await db.sql`SELECT count(*)::int AS rows FROM execution_traces`;
      expect(await endOf([db.url, ""], signal)).toEqual({ code: null, signal, output: "finalized\n" });
      const after = await db.sql`SELECT count(*)::int AS rows FROM execution_traces`;
      expect(after[0]?.["rows"] - before[0]?.["rows"]).toBe(FINALIZED);
    },
  );

  test("ends as it wants to, where it listens itself", async ({ db }) => {
    expect(await endOf([db.url, "own"], "SIGTERM")).toMatchObject({ code: 7, signal: null });
  });

  test("ends at once, where nothing is asked for any more", async ({ db }) => {
    expect(await endOf([db.url, "disposed"], "SIGTERM")).toMatchObject({ signal: "SIGTERM" });
  });

  test("ends in time, where the database says nothing, and says what that means", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    onTestFinished(() => void silent.close());
    await once(silent, "listening");
    const { port } = silent.address() as { readonly port: number };
    const { signal, output } = await endOf([`postgres://x@127.0.0.1:${port}/x`, "", "300"], "SIGTERM");
    expect(signal).toBe("SIGTERM");
    expect(output).toMatch(
      /timeout: Storing what was finalized took longer than 300 ms, .* `steptrace recover`/,
    );
  });
});

describe("a process that has nothing left to do", () => {
  test("ends by itself, with everything stored and nothing closed", async ({ db }) => {
    const before = await db.sql`SELECT count(*)::int AS rows FROM execution_traces`;
    expect(await endOf([db.url, ""])).toEqual({ code: 0, signal: null, output: "finalized\n" });
    const after = await db.sql`SELECT count(*)::int AS rows FROM execution_traces`;
    expect(after[0]?.["rows"] - before[0]?.["rows"]).toBe(FINALIZED);
  });
});

describe("drainOnExit", () => {
  test("closes what it was given when nothing is left to do", async () => {
    const listeners = process.listenerCount("beforeExit");
    const closed: string[] = [];
    using _ = drainOnExit({ close: async () => void closed.push("storage") });
    expect(process.listenerCount("beforeExit")).toBe(listeners + 1);
    process.listeners("beforeExit").at(-1)?.(0);
    expect(closed).toEqual(["storage"]);
  });

  test("refuses a deadline that is none", () => {
    expect(() => drainOnExit({ close: async () => {} }, { deadlineMs: -1 })).toThrow("deadlineMs");
  });
});
