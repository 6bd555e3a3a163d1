/**
 * How a process ends: in order, with what the library documents for it; by `process.exit()` or SIGKILL, without a word to
 * the library; or by SIGKILL as soon as the library says that it has everything.
 */
export type Ending = "in order" | "exit" | "kill" | "kill when told";

/** What a process does under trace, the same with each library. */
export interface Workload {
  /** Those of a process that does not end in order never end; their steps come one a turn of the event loop. */
  readonly traces: number;
  readonly stepsPerTrace: number;
  /** Absent for all of them in one turn of the event loop. */
  readonly tracesPerSecond?: number;
  readonly ending: Ending;
  /** When the process does 50 ms of other work, of a trace that does not end. @default never */
  readonly otherWork?: "before the first step" | "before the last step" | "after the last step";
}

/** When the receiving end is gone. */
export interface Outage {
  /** Milliseconds from the first trace. */
  readonly afterMs: number;
  readonly forMs: number;
}

/** What a process does, and what happens to the receiving end meanwhile. */
export interface Scenario {
  /** What it is, in a cell of a table. */
  readonly title: string;
  readonly workload: Workload;
  /** Milliseconds that every answer of the receiving end takes longer. */
  readonly answerAfterMs?: number;
  readonly outage?: Outage;
  /** Steps that steptrace may lose by its own documents. @default 0 */
  readonly mayLose?: number;
}

const MS_PER_SECOND = 1000;
const FINISHED = 20;
/** What the journal may be behind, by the README: a turn of the event loop and a round trip to Redis. */
const STEPS_A_TURN = 1;
/** Turns of some microseconds each, of which a round trip holds many. */
const STEPS_A_ROUND_TRIP = FINISHED;
const STEPS_PER_TRACE = 10;
const MODERATE_TRACES_PER_SECOND = 20;
const MANY_TRACES_PER_SECOND = 1000;
const SECONDS_OF_MANY = 5;
const SLOW_ANSWER_MS = 100;
const TIGHT_TRACES = 4400;

const UNFINISHED = { traces: 1, stepsPerTrace: FINISHED } as const;

/** @param outageSeconds the process runs twice as long, with the outage in the middle */
export function lossScenarios(outageSeconds: number): readonly Scenario[] {
  return [
    {
      title: `${FINISHED} finished, 50 ms of other work, process.exit()`,
      workload: { ...UNFINISHED, otherWork: "after the last step", ending: "exit" },
    },
    {
      title: `${FINISHED} finished, 50 ms of other work, SIGKILL`,
      workload: { ...UNFINISHED, otherWork: "after the last step", ending: "kill" },
    },
    {
      title: `${FINISHED - 1} finished, 50 ms, one more in the turn of SIGKILL`,
      workload: { ...UNFINISHED, otherWork: "before the last step", ending: "kill" },
      mayLose: STEPS_A_TURN,
    },
    {
      title: `${FINISHED} in as many turns, SIGKILL in the last`,
      workload: { ...UNFINISHED, otherWork: "before the first step", ending: "kill" },
      mayLose: STEPS_A_ROUND_TRIP,
    },
    {
      title: `${FINISHED} in a process's first turns, SIGKILL in the last`,
      workload: { ...UNFINISHED, ending: "kill" },
      mayLose: STEPS_A_ROUND_TRIP,
    },
    {
      title: `the same, with await journaled() or forceFlush() first`,
      workload: { ...UNFINISHED, ending: "kill when told" },
    },
    {
      title: `receiving end down ${outageSeconds} s of ${2 * outageSeconds} s, 200/s`,
      workload: inOrder(2 * outageSeconds * MODERATE_TRACES_PER_SECOND, MODERATE_TRACES_PER_SECOND),
      outage: { afterMs: (outageSeconds / 2) * MS_PER_SECOND, forMs: outageSeconds * MS_PER_SECOND },
    },
    {
      title: `10,000/s for ${SECONDS_OF_MANY} s, answers take ${SLOW_ANSWER_MS} ms`,
      workload: inOrder(SECONDS_OF_MANY * MANY_TRACES_PER_SECOND, MANY_TRACES_PER_SECOND),
      answerAfterMs: SLOW_ANSWER_MS,
    },
    { title: "44,000 in a tight loop, ended in order", workload: inOrder(TIGHT_TRACES) },
  ];
}

function inOrder(traces: number, tracesPerSecond?: number): Workload {
  return {
    traces,
    stepsPerTrace: STEPS_PER_TRACE,
    ...(tracesPerSecond !== undefined && { tracesPerSecond }),
    ending: "in order",
  };
}
