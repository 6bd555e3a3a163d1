import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ExecutionTracer, TraceHandle, TraceOptions } from "@steptrace/core";

export interface LoadConfigInput {
  /** JSON files; where two say something about the same key, the later one is right. */
  readonly files: readonly string[];
}

type Config = Readonly<Record<string, unknown>>;

/** Reads configuration files and merges them into one. */
export function loadConfig(
  tracer: ExecutionTracer,
  { files }: LoadConfigInput,
  options: TraceOptions,
): Promise<Config> {
  return tracer.trace("load-config", { ...options, metadata: { files } }, async (trace) => {
    const configs: Config[] = [];
    for (const file of files) {
      configs.push(await trace.step(`load ${basename(file)}`, () => loadFile(trace, file)));
    }
    return trace.step("merge", () => Object.assign({}, ...configs) as Config);
  });
}

/** What goes wrong inside fails the step that it is in, and every step around it. */
async function loadFile(trace: TraceHandle, file: string): Promise<Config> {
  const text = await trace.step("read", async (step) => {
    const content = await readFile(file, "utf8");
    step.setAttributes({ characters: content.length });
    return content;
  });
  return trace.step("parse", () => JSON.parse(text) as Config);
}
