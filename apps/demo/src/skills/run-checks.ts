import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { ExecutionTracer, TraceOptions } from "@steptrace/core";
import { errorLine } from "../files/error-line.js";

export interface Check {
  readonly name: string;
  /** What Node.js is told to run. */
  readonly args: readonly string[];
}

export interface RunChecksInput {
  readonly folder: string;
  readonly checks: readonly Check[];
}

/** Runs programs that look for mistakes, one after the other, and stops at the first that finds one. */
export function runChecks(
  tracer: ExecutionTracer,
  { folder, checks }: RunChecksInput,
  options: TraceOptions,
): Promise<void> {
  return tracer.trace("run-checks", { ...options, metadata: { folder } }, async (trace) => {
    for (const { name, args } of checks) {
      await trace.step(name, async (step) => {
        const { exitCode, stderr } = await runNode(args, folder, trace.signal);
        step.setAttributes({ args, exitCode });
        if (exitCode !== 0) throw new Error(`${name} exited with code ${exitCode}: ${errorLine(stderr)}`);
      });
    }
  });
}

interface Exit {
  readonly exitCode: number | null;
  readonly stderr: string;
}

async function runNode(args: readonly string[], folder: string, signal: AbortSignal): Promise<Exit> {
  const child = spawn(process.execPath, args, { cwd: folder, signal, stdio: ["ignore", "ignore", "pipe"] });
  const [stderr] = await Promise.all([text(child.stderr), once(child, "close")]);
  return { exitCode: child.exitCode, stderr };
}
