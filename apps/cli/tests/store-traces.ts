import { ExecutionTracer } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";

/** Ids of the traces that every reading test finds. */
export interface StoredTraces {
  readonly build: string;
  readonly failure: string;
  readonly hostile: string;
}

/** What would take over a terminal that obeys it. */
const HOSTILE = "evil\u001b[31m\u001b]0;owned\u0007\n\u202egnp.exe\u009b5m";

/** Stores a success with nested steps, two similar failures, and one whose every text is hostile. */
export async function storeTraces(url: string): Promise<StoredTraces> {
  await using storage = new TraceStorage(url);
  const tracer = new ExecutionTracer({ storage, strict: true });
  const build = await record(tracer, "docker-build", async () => {}, { executionId: "exec-123" });
  const failure = await record(tracer, "docker-build", () => {
    throw new Error("Connection timeout to database server");
  });
  await record(tracer, "redis-coordination", () => {
    throw new Error("Database server connection timeout error");
  });
  const hostile = await record(tracer, HOSTILE, () => {
    throw new Error(`${HOSTILE} connection timeout`);
  });
  return { build, failure, hostile };
}

async function record(
  tracer: ExecutionTracer,
  skillName: string,
  work: () => unknown,
  options: { readonly executionId?: string } = {},
): Promise<string> {
  let traceId = "";
  const metadata = { env: "test", [skillName]: skillName };
  await tracer
    .trace(skillName, { ...options, metadata }, async (trace) => {
      traceId = trace.traceId;
      await trace.step("prepare", () => trace.step("load-config", () => {}));
      await trace.step(skillName, work);
    })
    .catch(() => {});
  return traceId;
}
