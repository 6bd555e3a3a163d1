import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compareBest, type Measure } from "../compare.js";
import { ratioFigure, report } from "../report.js";
import type { CONTENDERS } from "./contenders.js";

const ROUNDS = 9;
const MAX_BYTES_PER_STEP = 250;
const PROGRAM = fileURLToPath(new URL("./measure-contender.js", import.meta.url));
const run = promisify(execFile);

/**
 * What recording costs: a step against a span of OpenTelemetry JS with the same attributes, by turns, each in a
 * process of its own, the best of nine, for both hook into every promise of their process.
 */
export async function benchSteps(): Promise<void> {
  const flat = await compareBest(contender("steptrace-flat"), contender("otel-flat"), ROUNDS);
  const nested = await compareBest(contender("steptrace-nested"), contender("otel-nested"), ROUNDS);
  const bytes = await measure("steptrace-memory");
  report("step overhead", [
    ratioFigure("startStep + end", flat, 1 / 5),
    ratioFigure("step(name, async fn), nested", nested, 1 / 4),
    {
      what: "memory per recorded step",
      ours: `${bytes.toFixed(0)} bytes`,
      theirs: "",
      measured: `${bytes.toFixed(0)} bytes`,
      target: `at most ${MAX_BYTES_PER_STEP} bytes`,
      isMet: bytes <= MAX_BYTES_PER_STEP,
    },
  ]);
}

function contender(name: keyof typeof CONTENDERS): Measure {
  return () => measure(name);
}

async function measure(name: string): Promise<number> {
  const { stdout } = await run(process.execPath, ["--expose-gc", PROGRAM, name]);
  return Number(stdout);
}
