import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Trace } from "@steptrace/core";
import { recoverTraces } from "@steptrace/operations";
import type { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";

const PROGRAM = fileURLToPath(new URL("./killed-process.js", import.meta.url));

/**
 * Starts a process that traces its work, kills it in the middle of that (SIGKILL: it can do nothing more), and recovers
 * its trace from the journal.
 *
 * @returns the trace as it is stored now
 * @throws where it was not recovered: then there is a mistake in what is demonstrated
 */
export async function proveRecovery(redisUrl: string, storage: TraceStorage): Promise<Trace> {
  // A journal of its own: those of others are not the demo's to recover.
  const keyPrefix = `steptrace:demo:${randomUUID()}:`;
  await using journal = new RedisStepJournal(redisUrl, { keyPrefix });
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, DEMO_REDIS_URL: redisUrl, DEMO_KEY_PREFIX: keyPrefix },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), exited]);
  child.kill("SIGKILL");
  await exited;
  const [recovered] = await recoverTraces({ journal, storage, olderThan: 0 });
  const trace = recovered && (await storage.getTrace(recovered.traceId));
  if (trace === undefined) throw new Error("The trace of the process that was killed was not recovered.");
  return trace;
}
