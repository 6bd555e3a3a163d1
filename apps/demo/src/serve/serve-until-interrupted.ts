import type { ExecutionTracer, TraceEvents } from "@steptrace/core";
import { assets } from "@steptrace/dashboard";
import { diagnose } from "@steptrace/operations";
import type { TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { createServer, listen } from "@steptrace/server";
import type { PlannedExecution } from "../plan/skill-plan.js";
import { trickle } from "./trickle.js";

export interface Serving {
  readonly storage: TraceStorage;
  readonly tracer: ExecutionTracer;
  /** What that tracer tells. */
  readonly events: TraceEvents;
  /** What goes on happening, over and over, so that there is something to watch. */
  readonly executions: readonly PlannedExecution[];
  readonly port: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Hears of the page's address. */
  readonly onListen: (url: string) => void;
}

/** Serves the page on what was recorded, while a few more executions run, until it is interrupted. */
export async function serveUntilInterrupted(serving: Serving): Promise<void> {
  const { storage, tracer, events, executions, port, signal, onListen } = serving;
  const server = createServer({
    query: new TraceQuery(storage),
    storage,
    isWriter: true,
    events: { source: "process", events },
    diagnose: () => diagnose({ database: storage }),
    assets,
  });
  const { url, close } = await listen(server, { port });
  onListen(url);
  await trickle(executions, tracer, signal);
  await close();
}
