import { randomUUID } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { ExecutionTracer, percentile, TraceRecorder } from "@steptrace/core";
import { RedisStepJournal } from "@steptrace/redis-context";
import { withServices } from "@steptrace/test-services";
import { type Figure, microseconds, report } from "./report.js";

const ROUNDS = 30;
const WARM_UP_ROUNDS = 10;
/** One trace, of so many turns of the event loop with so many steps each. */
const TURNS = 100;
const STEPS_PER_TURN = 50;
const STEPS = TURNS * STEPS_PER_TURN;
const MAX_PROCESS_US = 3;
const MAX_CALL_US = 1;

/** What steps took, in microseconds each. */
interface Cost {
  /** Of the process's processor time, all threads together. */
  readonly processUs: number;
  /** Inside `startStep` and `end`. */
  readonly callUs: number;
}

/** What the journal adds to recording: the same steps with it and without, by turns, in one process. */
export async function benchJournal(): Promise<void> {
  await withServices(async ({ redisUrl }) => {
    await using journal = new RedisStepJournal(redisUrl, { keyPrefix: `steptrace_bench:${randomUUID()}:` });
    const withJournal: Cost[] = [];
    const without: Cost[] = [];
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      const costs = [await record(journal), await record(undefined)] as const;
      if (round < WARM_UP_ROUNDS) continue;
      withJournal.push(costs[0]);
      without.push(costs[1]);
    }
    report(`the journal, ${STEPS_PER_TURN} steps a turn of the event loop`, [
      addedFigure("processor time of a step", withJournal, without, "processUs", MAX_PROCESS_US),
      addedFigure("inside startStep and end", withJournal, without, "callUs", MAX_CALL_US),
    ]);
  });
}

async function record(journal: RedisStepJournal | undefined): Promise<Cost> {
  const tracer = new ExecutionTracer(journal === undefined ? {} : { journal });
  const traceId = await tracer.startTrace("bench");
  const recorder = new TraceRecorder(tracer, { traceId });
  await turn();
  const before = process.cpuUsage();
  let callMs = 0;
  for (let count = 0; count < TURNS; count += 1) {
    const started = performance.now();
    for (let step = 0; step < STEPS_PER_TURN; step += 1) recorder.startStep("build-image").end();
    callMs += performance.now() - started;
    await turn();
  }
  await recorder.startStep("last").journaled();
  const { user, system } = process.cpuUsage(before);
  tracer.clearCurrentTrace();
  await journal?.take(traceId);
  await journal?.remove(traceId, Number.MAX_SAFE_INTEGER);
  return { processUs: (user + system) / STEPS, callUs: (callMs * 1000) / STEPS };
}

/** Medians of the rounds, and what one side has more. */
function addedFigure(
  what: string,
  ours: readonly Cost[],
  theirs: readonly Cost[],
  of: keyof Cost,
  atMostUs: number,
): Figure {
  const [withUs = 0, withoutUs = 0] = [ours, theirs].map((costs) =>
    percentile(
      costs.map((cost) => cost[of]),
      50,
    ),
  );
  const addedUs = withUs - withoutUs;
  return {
    what,
    ours: microseconds(withUs),
    theirs: microseconds(withoutUs),
    measured: `${addedUs.toFixed(2)} us more`,
    target: `at most ${atMostUs} us more`,
    isMet: addedUs <= atMostUs,
  };
}
