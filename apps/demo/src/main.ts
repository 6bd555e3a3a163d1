import { ExecutionTracer, errorText, type Trace } from "@steptrace/core";
import { TraceQuery } from "@steptrace/query";
import { explainFailure } from "./explain-failure.js";
import { type DemoOptions, readOptions } from "./options/read-options.js";
import { planExecutions } from "./plan/plan-executions.js";
import { proveRecovery } from "./proof/prove-recovery.js";
import { type Report, readReport } from "./report/read-report.js";
import { abortOnInterruption } from "./run/interruption.js";
import { type RunResult, runExecutions } from "./run/run-executions.js";
import { openContext } from "./services/open-context.js";
import { openStorage } from "./services/open-storage.js";
import { pageOf } from "./view/page-of.js";
import { Progress } from "./view/progress.js";
import { showNextCommands } from "./view/show-next-commands.js";
import { showProof } from "./view/show-proof.js";
import { showReport } from "./view/show-report.js";
import { showRun } from "./view/show-run.js";
import { openWorkplace } from "./workplace/open-workplace.js";

const AT_ONCE = 8;

interface DemoResult {
  readonly run: RunResult;
  readonly report: Report;
  /** The trace of a process that was killed, as it was recovered; absent without Redis. */
  readonly proof: Trace | undefined;
}

/** Runs the executions under trace, and asks the store what it knows of them; leaves it closed. */
async function demo(options: DemoOptions, progress: Progress, signal: AbortSignal): Promise<DemoResult> {
  // Where an execution is looked up while it runs, and where its trace goes to in the end.
  await using context = await openContext(options.redisUrl);
  progress.say("Opening the store (an embedded one takes some seconds the first time) …");
  await using storage = await openStorage(options);
  const tracer = new ExecutionTracer({
    storage,
    ...(context && { context }),
    onError: (error) => {
      // What is broken off cannot be traced to its end, and need not be.
      if (!signal.aborted) progress.note(`Not traced: ${errorText(error)}`);
    },
  });

  // Real work, a few executions at a time. Each of them is a call of tracer.trace: see skills/.
  signal.throwIfAborted();
  progress.say(`Running the skills, ${AT_ONCE} executions at a time …`);
  await using workplace = await openWorkplace();
  const run = await runExecutions(planExecutions(options.executions, workplace), tracer, {
    atOnce: AT_ONCE,
    signal,
    onEnd: (soFar) => progress.show(soFar),
  });
  signal.throwIfAborted();

  // And what is known now.
  await using query = new TraceQuery(storage);
  const report = await readReport(query, storage);
  if (options.redisUrl === undefined) return { run, report, proof: undefined };
  progress.say("Killing a process in the middle of its trace …");
  return { run, report, proof: await proveRecovery(options.redisUrl, storage) };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const progress = new Progress(process.stderr, options.executions);
  const { run, report, proof } = await demo(options, progress, abortOnInterruption()).finally(() =>
    progress.end(),
  );

  // The store is closed by now, so that other programs can open it.
  const page = pageOf(process.stdout);
  const lines = [
    showRun(run, page),
    ...showReport(report, page),
    ...showNextCommands(report, options, page),
    ...showProof(proof, page),
  ];
  console.log(lines.join("\n"));
}

try {
  await main();
} catch (error) {
  const { exitCode, message } = explainFailure(error);
  if (message !== undefined) console.error(message);
  process.exitCode = exitCode;
}
