import type { Library } from "./library.js";
import { runWorkload } from "./run-workload.js";
import type { Task } from "./task.js";

// The program of the processes that `benchLoss` starts: each loads one library, does its work, and ends as it is told.
const [text = ""] = process.argv.slice(2);
const task: Task = JSON.parse(text);
const library = await open(task);
process.stdout.write("started\n");
await runWorkload(library, task.workload);

async function open({ steptrace, openTelemetryUrl = "" }: Task): Promise<Library> {
  if (steptrace !== undefined) return (await import("./steptrace.js")).openSteptrace(steptrace);
  return (await import("./open-telemetry.js")).openOpenTelemetry(openTelemetryUrl);
}
