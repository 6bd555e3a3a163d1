import { ExecutionTracer, errorText, InMemoryTraceEvents, type Trace } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { explainFailure } from "./explain-failure.js";
import { type DemoOptions, readOptions } from "./options/read-options.js";
import { planExecutions } from "./plan/plan-executions.js";
import { proveRecovery } from "./proof/prove-recovery.js";
import { readReport } from "./report/read-report.js";
import { abortOnInterruption } from "./run/interruption.js";
import { runExecutions } from "./run/run-executions.js";
import { serveUntilInterrupted } from "./serve/serve-until-interrupted.js";
import { openContext } from "./services/open-context.js";
import { openStorage } from "./services/open-storage.js";
import { pageOf } from "./view/page-of.js";
import { Progress } from "./view/progress.js";
import { showAddress } from "./view/show-address.js";
import { showNextCommands } from "./view/show-next-commands.js";
import { showProof } from "./view/show-proof.js";
import { showReport } from "./view/show-report.js";
import { showRun } from "./view/show-run.js";
import { openWorkplace } from "./workplace/open-workplace.js";

const AT_ONCE = 8;

/** Runs the executions under trace, says what the store knows of them, and serves the page; leaves the store closed. */
async function demo(options: DemoOptions, progress: Progress, signal: AbortSignal): Promise<void> {
  const isServing = options.serve ?? process.stdout.isTTY === true;
  // Where an execution is looked up while it runs, and where its trace goes to in the end.
  await using context = await openContext(options.redisUrl);
  progress.say("Opening the store (an embedded one takes some seconds the first time) …");
  await using storage = await openStorage({ ...options, share: isServing });
  // What happens, for the page to show as it happens.
  const events = new InMemoryTraceEvents();
  const tracer = new ExecutionTracer({
    storage,
    events,
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
  const executions = planExecutions(options.executions, workplace);
  const run = await runExecutions(executions, tracer, {
    atOnce: AT_ONCE,
    signal,
    onEnd: (soFar) => progress.show(soFar),
  });
  signal.throwIfAborted();

  // And what is known now.
  await using query = new TraceQuery(storage);
  const report = await readReport(query, storage);
  const proof = await prove(options, storage, progress);
  progress.end();
  const page = pageOf(process.stdout);
  print(showRun(run, page), ...showReport(report, page), ...showNextCommands(report, options, page));
  print(...showProof(proof, page));
  if (!isServing) return;
  const onListen = (url: string): void => print(...showAddress(url, page));
  const { port } = options;
  await serveUntilInterrupted({ storage, tracer, events, executions, port, signal, onListen });
}

/** The trace of a process that was killed, as it was recovered; `undefined` without Redis. */
async function prove(
  { redisUrl }: DemoOptions,
  storage: TraceStorage,
  progress: Progress,
): Promise<Trace | undefined> {
  if (redisUrl === undefined) return undefined;
  progress.say("Killing a process in the middle of its trace …");
  return proveRecovery(redisUrl, storage);
}

function print(...lines: readonly string[]): void {
  console.log(lines.join("\n"));
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const progress = new Progress(process.stderr, options.executions);
  await demo(options, progress, abortOnInterruption()).finally(() => progress.end());
}

try {
  await main();
} catch (error) {
  const { exitCode, message } = explainFailure(error);
  if (message !== undefined) console.error(message);
  process.exitCode = exitCode;
}
