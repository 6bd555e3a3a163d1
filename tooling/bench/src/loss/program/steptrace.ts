import { ExecutionTracer, type StepHandle, TraceRecorder } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";
import type { Library } from "./library.js";

/** Where steptrace writes to. */
export interface SteptraceAddresses {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly keyPrefix: string;
  /** Of all traces of one run. */
  readonly skillName: string;
}

/** steptrace with its journal, everything at its default but the addresses. */
export function openSteptrace({ databaseUrl, redisUrl, keyPrefix, skillName }: SteptraceAddresses): Library {
  const journal = new RedisStepJournal(redisUrl, { keyPrefix });
  const storage = new TraceStorage(databaseUrl);
  const tracer = new ExecutionTracer({ journal, storage });
  const recorder = new TraceRecorder(tracer);
  let last: StepHandle | undefined;
  return {
    recordTrace: (steps) =>
      tracer.trace(skillName, (trace) => {
        for (const step of steps) trace.startStep(step).end();
      }),
    async startUnfinished() {
      await tracer.startTrace(skillName);
    },
    recordStep(step) {
      last = recorder.startStep(step);
      last.end();
    },
    untilSafe: async () => last?.journaled(),
    async shutdown() {
      await storage.close();
      await journal.disconnect();
    },
  };
}
