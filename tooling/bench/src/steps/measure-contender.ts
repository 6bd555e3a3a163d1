import { percentile } from "@steptrace/core";
import { CONTENDERS, STEPS } from "./contenders.js";
import { measureMemory } from "./measure-memory.js";

const WARM_UP_TRACES = 150;
const TRACES = 300;
const US_PER_MS = 1000;

// The program of the processes that `benchSteps` starts: measures one contender, and prints the result alone.
const [name = ""] = process.argv.slice(2);
console.log(name === "steptrace-memory" ? await measureMemory() : await measureContender(name));

/** Microseconds of a step: the median over traces. */
async function measureContender(contender: string): Promise<number> {
  const record = CONTENDERS[contender as keyof typeof CONTENDERS]();
  const times: number[] = [];
  for (let trace = 0; trace < WARM_UP_TRACES + TRACES; trace += 1) {
    const ms = await record();
    if (trace >= WARM_UP_TRACES) times.push((ms * US_PER_MS) / STEPS);
    // Between traces, OpenTelemetry's batch processor exports.
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
  return percentile(times, 50) ?? Number.NaN;
}
